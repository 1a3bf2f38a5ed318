// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run_window.h"

#include "app/cli/command_line.h"
#include "app/headless/text_output.h"
#include "app/settings/settings.h"
#include "app/viewer/viewers.h"
#include "app/window/appearance.h"
#include "app/window/display.h"
#include "app/window/finish_saves.h"
#include "app/window/heap.h"
#include "app/window/main_window.h"
#include "app/window/quit_on_signal.h"
#include "app/window/window_arguments.h"
#include "widgets/common/languages.h"

#include <QApplication>
#include <QIcon>
#include <string>

namespace app {

namespace {

int runLive(SettingsStore& settings)
{
    MainWindow window(settings);
    window.show();
    const int ended = QApplication::exec();
    return finishSaves() ? ended : kFailed;
}

/// No live window, no session: no socket.
int runViewers(SettingsStore& settings, const QStringList& files)
{
    Appearance appearance(settings);
    Viewers viewers(settings, appearance);
    QObject::connect(&viewers, &Viewers::refused, qApp, [](const QString& why) { say(why.toStdString()); });
    for (const QString& file : files)
        viewers.open(file);
    const int ended = QApplication::exec();
    return !finishSaves() || viewers.anyRefused() ? kFailed : ended;
}

} // namespace

int runWindow(int argc, char** argv)
{
    if (const std::string problem = displayProblem(argc, argv); !problem.empty()) {
        say(problem);
        return kFailed;
    }
    mapLargeBlocks();
    QuitOnSignal::prepare();
    WindowArguments arguments(argc, argv);
    QApplication application(arguments.count(), arguments.words());
    QApplication::setApplicationName(QStringLiteral("socket-playground"));
    QApplication::setApplicationDisplayName(QStringLiteral("Socket Playground"));
    QApplication::setApplicationVersion(QStringLiteral(PROGRAM_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("socket-playground"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/socket-playground.svg")));

    widgets::installLanguage(QLocale::system());

    const QuitOnSignal quitOnSignal;
    const auto files = arguments.files();
    if (!files) {
        say(files.error());
        return kUsage;
    }
    SettingsStore settings(SettingsStore::defaultPath());
    return files->isEmpty() ? runLive(settings) : runViewers(settings, *files);
}

} // namespace app
