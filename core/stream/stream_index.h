// SPDX-License-Identifier: GPL-3.0-or-later
// Where the bytes of one connection are, both ways, in the order in which they went.
#pragma once

#include "core/stream/stream_segment.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace core {

/// Reads one account of one connection. Holds 32 bytes a segment and no byte of the stream. A packet that was sent
/// again counts once; one that came late fills the gap it left, when that is among the newest kLookBack segments.
/// Adding is O(1). Belongs to one thread.
class StreamIndex
{
public:
    /// A larger event becomes several segments, so that work on one is bounded.
    static constexpr std::uint32_t kMaxSegment = 64 * 1024; // bytes
    static constexpr std::size_t kLookBack = 64;            // segments

    StreamIndex(ConnectionId connection, StreamSource source) : m_connection(connection), m_source(source) {}

    /// The account that the event belongs to, when it tells of bytes of this connection.
    static std::optional<StreamSource> accountOf(const Event& event, ConnectionId connection);

    /// The next event; numbers only grow. Index of the first segment that is new or another one; size() when none is.
    std::size_t add(const Event& event, std::uint64_t number);
    /// Lets go of the segments of events before `number`, and says how many: the first ones.
    std::size_t forgetBefore(std::uint64_t number);

    std::size_t size() const noexcept { return m_segments.size(); }
    bool empty() const noexcept { return m_segments.empty(); }
    const StreamSegment& at(std::size_t index) const { return m_segments[index]; }
    /// Index of the first segment of that event or of a later one; size() when there is none. O(log n), but for late
    /// packets.
    std::size_t find(std::uint64_t number) const;

    /// Bytes of a direction since the account began, dropped or not.
    std::uint64_t total(StreamDirection direction) const noexcept { return m_total[place(direction)]; }
    /// Of them those that were dropped.
    std::uint64_t letGo(StreamDirection direction) const noexcept { return m_letGo[place(direction)]; }
    /// Of those that are here the ones of which there are no bytes: whose part is not StreamPart::Bytes.
    std::uint64_t missing(StreamDirection direction) const noexcept { return m_missing[place(direction)]; }
    /// And the ones that are here to be read.
    std::uint64_t kept(StreamDirection direction) const noexcept
    {
        return total(direction) - letGo(direction) - missing(direction);
    }
    StreamSource source() const noexcept { return m_source; }

private:
    static std::size_t place(StreamDirection direction) noexcept { return static_cast<std::size_t>(direction); }
    void addCall(const Event& event, std::uint64_t number);
    std::size_t addPacket(const Event& event, std::uint64_t number);
    void push(StreamSegment segment);
    std::size_t fillGaps(const StreamSegment& late);

    ConnectionId m_connection;
    StreamSource m_source;
    std::deque<StreamSegment> m_segments;
    std::array<std::uint64_t, 2> m_total{};
    std::array<std::uint64_t, 2> m_letGo{};
    std::array<std::uint64_t, 2> m_missing{};
};

} // namespace core
