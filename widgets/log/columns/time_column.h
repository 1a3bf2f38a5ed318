// SPDX-License-Identifier: GPL-3.0-or-later
// What the column Time of a table of events shows.
#pragma once

#include <QString>
#include <cstdint>

namespace widgets {

/// A plain value. All times are CLOCK_MONOTONIC in nanoseconds.
struct TimeColumn
{
    enum class Format : std::uint8_t {
        SinceStart,     ///< Seconds since the first event.
        TimeOfDay,      ///< Local time.
        SinceReference, ///< Seconds since the event that the user chose; the start while there is none.
    };
    static constexpr int kFormats = 3;

    Format format = Format::SinceStart;
    quint64 reference = 0; ///< Number of the event; 0: none.
    std::int64_t referenceNs = 0;

    /// "4.201077", "14:03:22.201077", "−0.000312".
    QString text(std::int64_t ns, std::int64_t originNs, std::int64_t realtimeOffsetNs) const;
};

/// Local time with date, in words of the user's language.
QString dateAndTimeText(std::int64_t ns, std::int64_t realtimeOffsetNs);

} // namespace widgets
