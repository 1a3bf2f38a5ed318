// SPDX-License-Identifier: GPL-3.0-or-later
// The clocks of the program: every time stamp is CLOCK_MONOTONIC in nanoseconds.
#pragma once

#include <cstdint>
#include <ctime>

namespace core {

/// Now, in nanoseconds of CLOCK_MONOTONIC (clock_gettime(2)). Any thread. Costs about 25 ns (vDSO, no system call).
inline std::int64_t monotonicNs() noexcept
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// CPU time of the calling thread so far, in nanoseconds of CLOCK_THREAD_CPUTIME_ID (clock_gettime(2)). Any thread, of
/// itself. A system call.
inline std::int64_t threadCpuNs() noexcept
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// CLOCK_REALTIME minus CLOCK_MONOTONIC in nanoseconds, now: what makes a time stamp of the program a time of day. The
/// machine's clock may be set meanwhile, so take it once for all stamps that belong together. Any thread.
inline std::int64_t realtimeOffsetNs() noexcept
{
    std::int64_t best = 0;
    std::int64_t shortest = -1;
    for (int i = 0; i < 5; ++i) { // the attempt that was interrupted least
        const std::int64_t before = monotonicNs();
        timespec real{};
        ::clock_gettime(CLOCK_REALTIME, &real);
        const std::int64_t took = monotonicNs() - before;
        if (shortest < 0 || took < shortest) {
            shortest = took;
            best = std::int64_t{real.tv_sec} * 1'000'000'000 + real.tv_nsec - (before + took / 2);
        }
    }
    return best;
}

} // namespace core
