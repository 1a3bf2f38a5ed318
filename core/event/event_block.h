// SPDX-License-Identifier: GPL-3.0-or-later
// A block of events of a recording.
#pragma once

#include "core/event/packed_event.h"

#include <array>
#include <cstddef>

namespace core {

/// Filled from the front by the thread of its recording. Whoever was given the first n events (RecordingSnapshot) reads
/// them on any thread: an event once written is never changed.
struct EventBlock
{
    static constexpr std::size_t kEvents = 4096;
    std::array<PackedEvent, kEvents> events;
    std::size_t payloadBytes = 0; // of all its events; for the thread of its recording alone
};

} // namespace core
