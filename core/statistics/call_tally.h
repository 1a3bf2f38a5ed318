// SPDX-License-Identifier: GPL-3.0-or-later
// What became of the calls of one name.
#pragma once

#include "core/event/event.h"
#include "core/statistics/latency_histogram.h"

#include <cstdint>

namespace core {

/// A plain value.
struct CallTally
{
    std::uint64_t calls = 0;
    std::uint64_t errors = 0;   ///< That a user should see (isTrouble()).
    std::uint64_t again = 0;    ///< EAGAIN, EINPROGRESS, EINTR: to be tried again or waited for.
    std::uint64_t bytesOut = 0; ///< That send(2) took.
    std::uint64_t bytesIn = 0;  ///< That recv(2) gave.
    LatencyHistogram took;

    /// `event` is of kind Call.
    void add(const Event& event);
    void add(const CallTally& other);
};

} // namespace core
