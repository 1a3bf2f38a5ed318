// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/appearance.h"

#include "widgets/common/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>

namespace app {

Appearance::Appearance(SettingsStore& settings, QObject* parent)
    : QObject(parent),
      m_settings(settings),
      m_desktopIsDark(widgets::isDark(QApplication::palette())),
      m_actions(new QActionGroup(this))
{
    const auto last = static_cast<Choice>(settings.load(settings::kAppearance));
    const auto add = [this, last](Choice offered, const QString& text) {
        QAction* action = m_actions->addAction(text);
        action->setCheckable(true);
        action->setChecked(last == offered);
        connect(action, &QAction::triggered, this, [this, offered] { choose(offered); });
    };
    add(Desktop, tr("As the des&ktop"));
    add(Light, tr("&Light"));
    add(Dark, tr("&Dark"));
    apply(last);
}

void Appearance::choose(Choice choice)
{
    m_settings.save(settings::kAppearance, static_cast<int>(choice));
    apply(choice);
}

void Appearance::apply(Choice choice)
{
    widgets::applyTheme(*qApp, choice == Dark || (choice == Desktop && m_desktopIsDark));
}

void Appearance::addTo(QMenu& menu)
{
    menu.addMenu(tr("&Appearance"))->addActions(m_actions->actions());
}

} // namespace app

#include "moc_appearance.cpp"
