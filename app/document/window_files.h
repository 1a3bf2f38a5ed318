// SPDX-License-Identifier: GPL-3.0-or-later
// How recordings are opened from a window: by dialog, from the list of recent ones, by dropping files on it.
#pragma once

#include "app/document/recent_files.h"

#include <QObject>
#include <functional>

class QMenu;
class QMimeData;
class QWidget;

namespace widgets {
class MessageBar;
} // namespace widgets

namespace app {

/// GUI thread.
class WindowFiles final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostDropped = 10; ///< Files at once; each is a window.

    /// None is owned; all outlive it. `message` tells what is wrong.
    WindowFiles(QWidget& window, SettingsStore& settings, widgets::MessageBar& message, QObject* parent = nullptr);

    RecentFiles& recent() { return m_recent; }
    /// Adds Open and the list of recent files.
    void addTo(QMenu& menu);
    /// Asks for files to open. Returns at once.
    void ask();

Q_SIGNALS:
    void openRequested(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void openAll(const QStringList& paths);

    QWidget& m_window;
    SettingsStore& m_settings;
    widgets::MessageBar& m_message;
    RecentFiles m_recent;
};

} // namespace app
