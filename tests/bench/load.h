// SPDX-License-Identifier: GPL-3.0-or-later
// Two threads that record at a given rate, as the I/O threads of the program do.
#pragma once

#include "core/event/recorder.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace bench {

/// Starts with its construction and ends with stop() or its destruction. The recorder is not owned and outlives it.
class Load
{
public:
    /// `perSecond` events in all, as evenly as the machine allows: what was late is made up for.
    Load(core::Recorder& recorder, std::uint32_t perSecond, std::uint32_t connections);
    ~Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    void stop();
    std::size_t recorded() const { return m_recorded.load(std::memory_order_relaxed); }

private:
    void record(core::EventTrack& track, std::uint32_t perSecond, std::uint32_t connections);

    std::atomic<bool> m_stop{false};
    std::atomic<std::size_t> m_recorded{0};
    std::vector<std::thread> m_threads;
};

} // namespace bench
