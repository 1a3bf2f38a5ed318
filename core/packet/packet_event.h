// SPDX-License-Identifier: GPL-3.0-or-later
// A captured segment as an event, and back.
#pragma once

#include "core/event/event.h"
#include "core/packet/tcp_packet.h"
#include "core/packet/tcp_tracker.h"

#include <cstdint>

namespace core {

/// What an event of EventKind::Packet says, without looking at its bytes. A plain value.
struct PacketView
{
    std::uint32_t seq = 0;     ///< Relative, as TcpNumbers::seq.
    std::uint32_t ack = 0;     ///< Relative; 0 without ACK.
    std::uint16_t flags = 0;   ///< tcp_flag
    std::uint32_t window = 0;  ///< Bytes.
    std::uint32_t length = 0;  ///< Bytes of TCP data on the wire.
    bool again = false;        ///< TcpNumbers::again
    bool startUnseen = false;  ///< TcpNumbers::startUnseen
    bool scaleUnknown = false; ///< TcpNumbers::scaleUnknown
};

/// The sender takes no more data for now (RFC 9293 section 3.8.6.1). A reset has a window without meaning.
bool isZeroWindow(const PacketView& packet) noexcept;
/// What a user should see at once: a retransmission, a reset, a zero window.
bool isNotable(const PacketView& packet) noexcept;

/// `event` is of kind Packet. Options and raw numbers: decodeTcp(event.bytes(), LinkType::Raw, event.bytes().size()).
PacketView packetOf(const Event& event) noexcept;

/// Source Kernel, no descriptor; time, connection and side are the caller's. Its payload is to be `packet.network`.
Event packetEvent(const TcpPacket& packet, const TcpNumbers& numbers) noexcept;

} // namespace core
