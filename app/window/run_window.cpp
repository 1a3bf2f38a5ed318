// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run_window.h"

#include "app/settings/settings.h"
#include "app/window/main_window.h"
#include "app/window/quit_on_signal.h"

#include <QApplication>
#include <QIcon>

namespace app {

int runWindow(int argc, char** argv)
{
    QuitOnSignal::prepare();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("socket-playground"));
    QApplication::setApplicationDisplayName(QStringLiteral("Socket Playground"));
    QApplication::setApplicationVersion(QStringLiteral(PROGRAM_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("socket-playground"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/socket-playground.svg")));

    const QuitOnSignal quitOnSignal;
    SettingsStore settings(SettingsStore::defaultPath());
    MainWindow window(settings);
    window.show();
    return QApplication::exec();
}

} // namespace app
