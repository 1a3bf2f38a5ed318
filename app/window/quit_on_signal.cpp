// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/quit_on_signal.h"

#include "app/cli/ending_signals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <sys/signalfd.h>
#include <unistd.h>

namespace app {

void QuitOnSignal::prepare()
{
    blockEndingSignals();
}

QuitOnSignal::QuitOnSignal(QObject* parent) : QObject(parent), m_fd(openEndingSignals())
{
    if (m_fd < 0) {
        unblockEndingSignals();
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
