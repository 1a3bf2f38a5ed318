// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/quit_on_signal.h"

#include "app/cli/ending_signals.h"
#include "core/process/start_thread.h"

#include <QCoreApplication>
#include <csignal>
#include <utility>

namespace app {

void QuitOnSignal::prepare()
{
    blockEndingSignals();
}

QuitOnSignal::QuitOnSignal(QObject* parent) : QObject(parent)
{
    if (core::Result<std::thread> watcher = core::startThread("signals", [this] { watch(); }); watcher)
        m_watcher = std::move(*watcher);
    else
        unblockEndingSignals();
}

QuitOnSignal::~QuitOnSignal()
{
    if (!m_watcher.joinable())
        return;
    wakeFromEndingSignal(m_watcher.native_handle());
    m_watcher.join();
}

void QuitOnSignal::watch()
{
    for (bool isFirst = true;; isFirst = false) {
        const int signal = waitForEndingSignal();
        if (signal == 0)
            return;
        if (isFirst) {
            // quit() would close the windows, which may ask
            QMetaObject::invokeMethod(
                this, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
            continue;
        }
        unblockEndingSignals();
        std::raise(signal);
    }
}

} // namespace app

#include "moc_quit_on_signal.cpp"
