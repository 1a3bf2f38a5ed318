// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time of the calling thread.
#pragma once

#include <cstdint>
#include <ctime>

namespace bench {

/// Nanoseconds of CLOCK_THREAD_CPUTIME_ID (clock_gettime(2)). Any thread, of itself.
inline std::int64_t threadCpuNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

} // namespace bench
