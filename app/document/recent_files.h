// SPDX-License-Identifier: GPL-3.0-or-later
// The recordings that were opened or saved last.
#pragma once

#include "app/settings/settings.h"

#include <QObject>

class QMenu;

namespace app {

/// Kept in the settings alone, so that several windows agree. GUI thread.
class RecentFiles final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMost = 10;

    /// `settings` is not owned and outlives it.
    explicit RecentFiles(SettingsStore& settings, QObject* parent = nullptr);

    QStringList paths() const; ///< Absolute, the newest first.
    void add(const QString& path);
    void remove(const QString& path);
    void clear();

    /// Adds a submenu that shows them as they are when it opens.
    void addTo(QMenu& menu);

Q_SIGNALS:
    void chosen(const QString& path);
    /// The file that was chosen is not there any more; it is off the list.
    void missing(const QString& path);

private:
    void fill(QMenu& menu);
    void choose(const QString& path);

    SettingsStore& m_settings;
};

} // namespace app
