// SPDX-License-Identifier: GPL-3.0-or-later
// The signals that end the program in order.
#pragma once

namespace app {

/// Blocks SIGTERM, SIGHUP and SIGINT for this thread and those that it starts. Before any other thread is started.
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
/// Waits for one of them, blocked in every thread (sigwait(3)), and returns its number.
int waitForEndingSignal() noexcept;

} // namespace app
