// SPDX-License-Identifier: GPL-3.0-or-later
// How evenly the machine itself works, as a control beside what is measured.
#pragma once

#include "tests/bench/pass_clock.h"

#include <atomic>
#include <thread>

namespace bench {

/// A thread that does the same from its making on: a millisecond of arithmetic, after which it sleeps as long, and
/// every 20 ms the first touch of 64 KiB of new memory and 1,000 reads of memory that no cache holds. What the CPU time
/// of these varies by (CLOCK_THREAD_CPUTIME_ID) is the machine's doing, and passes of the window contain the same. A
/// virtual machine may be stopped by its host in the middle of each, and the time counts as that of the thread.
class MachineControl
{
public:
    MachineControl();
    ~MachineControl();
    MachineControl(const MachineControl&) = delete;
    MachineControl& operator=(const MachineControl&) = delete;

    void stop(); ///< Call it before the results are read.
    const PassTimes& arithmetic() const { return m_arithmetic; }
    const PassTimes& newMemory() const { return m_newMemory; }
    const PassTimes& coldReads() const { return m_coldReads; }

private:
    void run();

    PassTimes m_arithmetic;
    PassTimes m_newMemory;
    PassTimes m_coldReads;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

} // namespace bench
