// SPDX-License-Identifier: GPL-3.0-or-later
// Which sends became which recv: the byte streams of connections whose two ends are both ours. Plain data.
#pragma once

#include "core/event/event.h"
#include "core/numbered_map.h"
#include "widgets/common/map_sweep.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace widgets {

/// A call of the other end that carried some of the same bytes. Offsets count from the first byte of that call.
struct BytePart
{
    std::uint64_t number = 0; ///< Of its event.
    std::uint64_t begin = 0;
    std::uint64_t end = 0; ///< One past the last byte.
    bool whole = false;    ///< All bytes of that call.

    friend bool operator==(const BytePart& a, const BytePart& b) = default;
};

/// The bytes of one send or recv in their stream, and where they came from or went to.
struct BytePairs
{
    std::uint64_t begin = 0; ///< In the stream: bytes that were sent before it in this direction.
    std::uint64_t end = 0;
    std::vector<BytePart> parts; ///< Ascending. Of a send: what was received until now. Empty: not known.

    bool known() const noexcept { return !parts.empty(); }
    /// One send became one recv.
    bool oneToOne() const noexcept
    {
        return parts.size() == 1 && parts.front().whole && parts.front().end == end - begin;
    }
};

/// Counts the bytes of every send and recv that succeeded. A stream is trusted only when the connect of its client and
/// the accept4 of its server were seen, no event was lost, and no byte was sent out of band (tcp(7), urgent data).
/// Adding is O(1), a look-up a binary search. Belongs to the GUI thread.
class BytePairing
{
public:
    /// The next event; numbers only grow.
    void add(std::uint64_t number, const core::Event& event);
    /// Forgets what belongs to events before `number`; what is kept keeps its place in the stream. Memory is given back
    /// with the events that come.
    void dropBefore(std::uint64_t number);
    void clear();

    /// `event` has the number `number`. Nothing known for what is no send or recv of a trusted stream.
    BytePairs of(std::uint64_t number, const core::Event& event) const;

    std::size_t connectionCount() const noexcept { return m_connections.size(); }
    /// Sends and recvs whose memory is held: at most about twice as many as are not forgotten. Looks at all.
    std::size_t transferCount() const;

private:
    struct Transfer
    {
        std::uint64_t number = 0;
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };
    using Transfers = std::vector<Transfer>;
    struct Stream // one direction
    {
        std::array<Transfers, 2> calls;       // sends, recvs
        std::array<std::uint64_t, 2> total{}; // bytes sent, bytes received
    };
    struct Connection
    {
        std::array<Stream, 2> from; // by the side of the sender
        std::array<bool, 2> began{};
        bool broken = false;
        std::uint64_t lastNumber = 0;
    };

    using Connections = core::NumberedMap<core::ConnectionId, Connection>;

    bool isForgotten(const Connection& connection) const { return connection.lastNumber < m_firstNumber; }
    bool shrink(Connection& connection) const;

    Connections m_connections;
    std::uint64_t m_firstNumber = 0; // of dropBefore()
    MapSweep<Connections> m_sweep;
};

} // namespace widgets
