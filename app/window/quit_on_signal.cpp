// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/quit_on_signal.h"

#include "app/cli/ending_signals.h"

#include <QCoreApplication>
#include <csignal>
#include <system_error>

namespace app {

void QuitOnSignal::prepare()
{
    blockEndingSignals();
}

QuitOnSignal::QuitOnSignal(QObject* parent) : QObject(parent)
{
    try {
        m_watcher = std::thread([this] { watch(); });
    } catch (const std::system_error&) {
        unblockEndingSignals();
    }
}

QuitOnSignal::~QuitOnSignal()
{
    if (!m_watcher.joinable())
        return;
    m_ending = true;
    ::pthread_kill(m_watcher.native_handle(), SIGTERM); // wakes it; fails only for a wrong number
    m_watcher.join();
}

void QuitOnSignal::watch()
{
    for (bool isFirst = true;; isFirst = false) {
        const int signal = waitForEndingSignal();
        if (m_ending)
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
