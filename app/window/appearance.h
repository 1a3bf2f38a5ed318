// SPDX-License-Identifier: GPL-3.0-or-later
// Light or dark, as the desktop says or as the user chose.
#pragma once

#include <QObject>

class QActionGroup;
class QMenu;

namespace app {

/// Made before any widget: it notes what the desktop's own palette is. GUI thread.
class Appearance final : public QObject
{
    Q_OBJECT
public:
    enum Choice : int { Desktop, Light, Dark };

    explicit Appearance(Choice choice, QObject* parent = nullptr);

    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    /// Adds the three choices to a menu.
    void addTo(QMenu& menu);

private:
    const bool m_desktopIsDark;
    Choice m_choice;
    QActionGroup* m_actions;
};

} // namespace app
