// SPDX-License-Identifier: GPL-3.0-or-later
// The signals that end the program in order: SIGTERM, SIGHUP and SIGINT, but for those that were ignored when it
// started, as nohup(1) and "program &" in a script have it.
#pragma once

#include <pthread.h>

namespace app {

/// Blocks them for this thread and those that it starts. Before any other thread is started.
void blockEndingSignals() noexcept;
/// Lets them end the program at once again: the next one finds nothing in its way.
void unblockEndingSignals() noexcept;
/// A reader that is gone is EPIPE then, and no end. For this thread and those that it starts.
void blockSigpipe() noexcept;
/// A file that may grow no more (RLIMIT_FSIZE) is EFBIG then, and no end: SIGXFSZ is ignored by the whole program, and
/// by those that it starts.
void ignoreFileSizeSignal() noexcept;
/// A descriptor that becomes readable when one of them came (signalfd(2)); the caller closes it. -1: there is none.
int openEndingSignals() noexcept;
/// Waits for one of them, blocked in every thread (sigwait(3)), and returns its number; 0: it was woken.
int waitForEndingSignal() noexcept;
/// Wakes that thread from waitForEndingSignal(). They must be blocked.
void wakeFromEndingSignal(pthread_t thread) noexcept;

} // namespace app
