// SPDX-License-Identifier: GPL-3.0-or-later
// Where in a recording to go, as users type it.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>

namespace widgets {

/// A plain value.
struct Place
{
    enum class Kind {
        Number,     ///< Of an event.
        SinceStart, ///< ns after the first event.
        BeforeEnd,  ///< ns before the newest event.
        TimeOfDay,  ///< ns after midnight, local time.
    };

    Kind kind = Kind::Number;
    quint64 number = 0;
    std::int64_t ns = 0;

    friend bool operator==(const Place& a, const Place& b) = default;
};

/// "66" and "#66": a number. "4.2s", "300 ms", "4.201077": time since the start (units ns, us, µs, ms, s, min, h).
/// "-1s": before the end. "14:03", "14:03:22.5": time of day. None: it is something else.
std::optional<Place> parsePlace(const QString& text);

} // namespace widgets
