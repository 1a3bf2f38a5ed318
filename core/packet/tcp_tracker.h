// SPDX-License-Identifier: GPL-3.0-or-later
// Sequence numbers counted from the start of the connection, and windows in bytes.
#pragma once

#include "core/packet/tcp_packet.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

namespace core {

/// What only the packets before it tell of a segment. A plain value.
struct TcpNumbers
{
    std::uint32_t seq = 0;    ///< The sender's SYN is 0, its first byte of data 1.
    std::uint32_t ack = 0;    ///< Counted from the SYN of the other end; 0 without ACK.
    std::uint32_t window = 0; ///< Bytes, scaled as both SYNs agreed.
    bool again = false;       ///< All of it was seen before: a retransmission, or a keep-alive probe.
    bool startUnseen = false; ///< The sender's SYN was not captured: seq counts from its first segment that was (as 1).
    bool scaleUnknown = false; ///< The SYNs were not captured: window is as on the wire.
    bool first = false;        ///< The first segment seen of its connection.
};

/// Belongs to one thread. Remembers the newest connections; those that were dropped begin anew, as unseen.
class TcpTracker
{
public:
    static constexpr std::size_t kRemembered = 16'384; // connections

    TcpNumbers next(const TcpPacket& packet);

private:
    struct End
    {
        bool seen = false;
        bool synSeen = false;
        bool synAckSeen = false;
        std::uint32_t start = 0; // sequence number that counts as 0
        std::uint32_t next = 0;  // first sequence number not yet sent
        std::optional<std::uint8_t> scale;
    };
    struct Connection
    {
        End ends[2]; // the first is that of the address that sorts first
    };

    Connection& connectionOf(const TcpPacket& packet, bool& senderFirst);

    std::unordered_map<std::string, Connection> m_connections;
    std::deque<std::string> m_order; // oldest first
};

} // namespace core
