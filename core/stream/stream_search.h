// SPDX-License-Identifier: GPL-3.0-or-later
// Finds bytes in a stream, also where they lie in several segments.
#pragma once

#include "core/stream/stream_index.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace core {

/// A run of bytes that begins in a segment.
struct StreamMatch
{
    std::size_t segment = 0; ///< Index in the StreamIndex.
    std::uint32_t offset = 0;

    friend bool operator==(const StreamMatch& a, const StreamMatch& b) = default;
};

/// Looks at one segment after another, so that a search can be done in slices. One thread.
class StreamSearch
{
public:
    /// The bytes of a segment, as long as they are not dropped.
    using BytesOf = std::function<std::span<const std::byte>(const StreamSegment& segment)>;

    /// `needle` is not empty. Neither `index` nor what `bytesOf` refers to is owned.
    StreamSearch(const StreamIndex& index, BytesOf bytesOf, std::vector<std::byte> needle)
        : m_index(index), m_bytesOf(std::move(bytesOf)), m_needle(std::move(needle))
    {
    }

    /// The first match that begins in the segment at `from` or later. It may reach into the next segments of the same
    /// direction, not over a gap.
    std::optional<std::uint32_t> firstIn(std::size_t segment, std::size_t from = 0);
    /// The last one that begins before `before`.
    std::optional<std::uint32_t> lastIn(std::size_t segment, std::size_t before);
    std::size_t needleSize() const noexcept { return m_needle.size(); }

private:
    void join(std::size_t segment);
    std::optional<std::size_t> next(std::size_t from) const;

    const StreamIndex& m_index;
    BytesOf m_bytesOf;
    std::vector<std::byte> m_needle;
    std::vector<std::byte> m_joined; // the segment and what a match that begins in it may need of those behind it
    std::size_t m_size = 0;          // of the segment
};

} // namespace core
