// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ending_signals.h"

#include <csignal>
#include <initializer_list>
#include <sys/signalfd.h>

namespace app {

namespace {

bool isIgnored(int signal) noexcept
{
    struct sigaction action
    {
    };
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// As at the start: nothing of the program changes what is done with them.
const sigset_t& endingSignals() noexcept
{
    static const sigset_t signals = [] {
        sigset_t set{};
        sigemptyset(&set);
        for (const int signal : {SIGTERM, SIGHUP, SIGINT}) {
            if (!isIgnored(signal))
                sigaddset(&set, signal);
        }
        return set;
    }();
    return signals;
}

int wakingSignal() noexcept
{
    return SIGRTMIN; // which the C library keeps for programs
}

} // namespace

void blockEndingSignals() noexcept
{
    sigset_t signals = endingSignals();
    sigaddset(&signals, wakingSignal());
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr); // fails only for a wrong first argument
}

void unblockEndingSignals() noexcept
{
    ::pthread_sigmask(SIG_UNBLOCK, &endingSignals(), nullptr);
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
    return ::signalfd(-1, &endingSignals(), SFD_NONBLOCK | SFD_CLOEXEC);
}

int waitForEndingSignal() noexcept
{
    sigset_t signals = endingSignals();
    sigaddset(&signals, wakingSignal());
    int signal = 0;
    ::sigwait(&signals, &signal); // fails only for a wrong first argument
    return signal == wakingSignal() ? 0 : signal;
}

void wakeFromEndingSignal(pthread_t thread) noexcept
{
    ::pthread_kill(thread, wakingSignal()); // fails only for a wrong number
}

} // namespace app
