// SPDX-License-Identifier: GPL-3.0-or-later
// The lines that a stream is shown in: which bytes stand in which.
#pragma once

#include "core/stream/stream_segment.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>

namespace core {

enum class StreamForm : std::uint8_t { Text, Hex, CArray };

/// Bytes of the first row of `rest`; 0 for no bytes. Of text: up to and with its line feed, at most kTextRow, no UTF-8
/// character cut in two (where that can be avoided). Pure.
inline constexpr std::size_t kTextRow = 120;
std::size_t rowSize(StreamForm form, std::span<const std::byte> rest);
/// How many rows the bytes make; text is looked through, the other forms are not. Pure.
std::uint32_t rowsOf(StreamForm form, const StreamSegment& segment, std::span<const std::byte> bytes);
/// Bytes of the segment before one of its rows. Of text it costs what lies before it. Pure.
std::size_t rowOffset(StreamForm form, std::span<const std::byte> bytes, std::uint32_t row);
/// "Hello!\n", "48 65 6c 6c 6f 21 0a  Hello!.", "0x48, 0x65, ". UTF-8, one line, foreign bytes and
/// backslashes escaped. Pure.
std::string rowText(StreamForm form, std::span<const std::byte> bytes);

/// How many rows the segments of a StreamIndex have, one after another: 8 bytes a segment. Segments that are not shown
/// have none. One thread.
class StreamRows
{
public:
    struct Place
    {
        std::size_t segment = 0; ///< Index among those that are here.
        std::uint32_t row = 0;   ///< In it.
    };

    void clear() { *this = {}; }
    void append(std::uint32_t rows) { m_ends.push_back(end() + rows); }
    /// Forgets the segments from that index on.
    void truncate(std::size_t segments) { m_ends.resize(segments); }
    /// Forgets the first ones, and says how many rows they had.
    std::uint64_t dropFirst(std::size_t segments);

    std::size_t segments() const noexcept { return m_ends.size(); }
    std::uint64_t rows() const noexcept { return end() - m_begin; }
    /// 0 <= row < rows(). O(log n).
    Place place(std::uint64_t row) const;
    /// The first row of a segment; where it would be when it has none.
    std::uint64_t rowOf(std::size_t segment) const noexcept
    {
        return (segment == 0 ? m_begin : m_ends[segment - 1]) - m_begin;
    }

private:
    std::uint64_t end() const noexcept { return m_ends.empty() ? m_begin : m_ends.back(); }

    std::uint64_t m_begin = 0;
    std::deque<std::uint64_t> m_ends; // rows up to the end of each segment
};

} // namespace core
