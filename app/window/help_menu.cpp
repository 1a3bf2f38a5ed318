// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/help_menu.h"

#include "app/window/about_window.h"
#include "app/window/shortcuts_window.h"
#include "widgets/log/filter/filter_help.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace app {

namespace {

struct HelpMenuText
{
    Q_DECLARE_TR_FUNCTIONS(app::HelpMenuText)
};

} // namespace

QMenu& addHelpMenu(QMainWindow& window)
{
    QMenu& menu = *window.menuBar()->addMenu(HelpMenuText::tr("&Help"));
    menu.addAction(HelpMenuText::tr("&Keyboard shortcuts"), &window, [&window] { showShortcutsWindow(window); });
    menu.addAction(HelpMenuText::tr("&How to filter…"), &window, [&window] { widgets::showFilterHelp(&window); });
    menu.addSeparator();
    menu.addAction(HelpMenuText::tr("&About Socket Playground"), &window, [&window] { showAboutWindow(&window); });
    return menu;
}

} // namespace app
