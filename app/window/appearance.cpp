// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/appearance.h"

#include "widgets/common/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>

namespace app {

Appearance::Appearance(Choice choice, QObject* parent)
    : QObject(parent),
      m_desktopIsDark(widgets::isDark(QApplication::palette())),
      m_choice(choice),
      m_actions(new QActionGroup(this))
{
    const auto add = [this](Choice offered, const QString& text) {
        QAction* action = m_actions->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_choice == offered);
        connect(action, &QAction::triggered, this, [this, offered] { choose(offered); });
    };
    add(Desktop, tr("As the des&ktop"));
    add(Light, tr("&Light"));
    add(Dark, tr("&Dark"));
    choose(choice);
}

void Appearance::choose(Choice choice)
{
    m_choice = choice;
    widgets::applyTheme(*qApp, choice == Dark || (choice == Desktop && m_desktopIsDark));
}

void Appearance::addTo(QMenu& menu)
{
    menu.addActions(m_actions->actions());
}

} // namespace app
