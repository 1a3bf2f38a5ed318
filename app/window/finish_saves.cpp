// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/finish_saves.h"

#include "app/headless/text_output.h"
#include "widgets/common/save_bar.h"

#include <QApplication>
#include <QEventLoop>
#include <QTimer>

namespace app {

namespace {

bool finishSave(const widgets::SaveBar& bar, std::chrono::milliseconds most)
{
    QEventLoop loop;
    bool wasSaved = false;
    QObject::connect(&bar, &widgets::SaveBar::finished, &loop, [&](bool saved) {
        wasSaved = saved;
        loop.quit();
    });
    QTimer::singleShot(most, &loop, &QEventLoop::quit);
    loop.exec();
    return wasSaved;
}

} // namespace

bool finishSaves(std::chrono::milliseconds most)
{
    bool all = true;
    for (const QWidget* window : QApplication::topLevelWidgets()) {
        for (const widgets::SaveBar* bar : window->findChildren<widgets::SaveBar*>()) {
            if (!bar->isRunning() || finishSave(*bar, most))
                continue;
            all = false;
            say("The program ends, and the file that it was writing was not written.");
        }
    }
    return all;
}

} // namespace app
