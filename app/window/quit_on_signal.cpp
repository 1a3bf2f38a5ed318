// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/quit_on_signal.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace app {

namespace {

sigset_t endingSignals()
{
    sigset_t signals{};
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGHUP, SIGINT})
        sigaddset(&signals, signal);
    return signals;
}

} // namespace

void QuitOnSignal::prepare()
{
    const sigset_t signals = endingSignals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr); // fails only for a wrong first argument
}

QuitOnSignal::QuitOnSignal(QObject* parent) : QObject(parent)
{
    const sigset_t signals = endingSignals();
    m_fd = ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (m_fd < 0) {
        ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
        return;
    }
    m_notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info{};
        if (::read(m_fd, &info, sizeof info) > 0)
            QCoreApplication::exit(0); // quit() would close the windows, which may ask
    });
}

QuitOnSignal::~QuitOnSignal()
{
    delete m_notifier;
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace app
