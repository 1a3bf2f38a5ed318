// SPDX-License-Identifier: GPL-3.0-or-later
// What a file says of a recording besides its events.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// A plain value. Of a recording that was read from a file these are the facts of the file.
struct RecordingFacts
{
    std::string program;               ///< Who recorded it, with its version: "Socket Playground 0.1.0".
    std::string system;                ///< The kernel it was recorded on, uname(2): "Linux 6.1.0-18-amd64 x86_64".
    std::int64_t realtimeOffsetNs = 0; ///< CLOCK_REALTIME minus CLOCK_MONOTONIC (core/clock.h).
    std::uint64_t lost = 0;            ///< Events that came too fast to be recorded (Recorder::lost()).
    std::vector<std::string> threads;  ///< Names by Event::thread; an empty one is not known.
    std::map<std::uint64_t, std::string> bookmarks; ///< Notes (UTF-8) on events, by their numbers.
};

/// The facts of this program on this machine now; `lost` and `threads` are the caller's.
RecordingFacts currentFacts(std::string program);

/// "server I/O"; "thread 7" for one without a name.
std::string threadName(const RecordingFacts& facts, std::uint16_t thread);

} // namespace core
