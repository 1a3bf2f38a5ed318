// SPDX-License-Identifier: GPL-3.0-or-later
// The first line of a recording, and what else a reader knows before its events.
#pragma once

#include "core/file/recording_facts.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace core {

/// What the first line holds (docs/recording-format.md). A plain value.
struct RecordingHeader
{
    static constexpr std::string_view kFormat = "socket-playground-recording";
    static constexpr std::uint64_t kVersion = 1; ///< A reader refuses a higher one.

    RecordingFacts facts;                ///< The threads named before the first event.
    std::uint64_t firstNumber = 1;       ///< Of the first event.
    std::optional<std::uint64_t> events; ///< How many follow; none in a journal, which does not know.
    std::uint64_t letGo = 0;             ///< Events that had been dropped before the first one.
    std::int64_t originNs = 0;           ///< CLOCK_MONOTONIC of the zero of the shown times.
};

} // namespace core
