// SPDX-License-Identifier: GPL-3.0-or-later
// Light or dark, as the desktop says or as the user chose.
#pragma once

#include "app/settings/settings.h"

#include <QObject>

class QActionGroup;
class QMenu;

namespace app {

/// One for all windows, and made before any: it notes what the desktop's own palette is. GUI thread.
class Appearance final : public QObject
{
    Q_OBJECT
public:
    enum Choice : int { Desktop, Light, Dark };

    /// Begins with what was chosen last. `settings` is not owned and outlives it.
    explicit Appearance(SettingsStore& settings, QObject* parent = nullptr);

    /// Adds a menu with the three choices.
    void addTo(QMenu& menu);

private:
    void choose(Choice choice);
    void apply(Choice choice);

    SettingsStore& m_settings;
    const bool m_desktopIsDark;
    QActionGroup* m_actions;
};

} // namespace app
