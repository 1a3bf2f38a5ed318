// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ending_signals.h"

#include <csignal>
#include <initializer_list>
#include <sys/signalfd.h>

namespace app {

namespace {

sigset_t endingSignals() noexcept
{
    sigset_t signals{};
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGHUP, SIGINT})
        sigaddset(&signals, signal);
    return signals;
}

} // namespace

void blockEndingSignals() noexcept
{
    const sigset_t signals = endingSignals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr); // fails only for a wrong first argument
}

void unblockEndingSignals() noexcept
{
    const sigset_t signals = endingSignals();
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void blockSigpipe() noexcept
{
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void ignoreFileSizeSignal() noexcept
{
    std::signal(SIGXFSZ, SIG_IGN); // fails only for a wrong number
}

int openEndingSignals() noexcept
{
    const sigset_t signals = endingSignals();
    return ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

int waitForEndingSignal() noexcept
{
    const sigset_t signals = endingSignals();
    int signal = 0;
    ::sigwait(&signals, &signal); // fails only for a wrong first argument
    return signal;
}

} // namespace app
