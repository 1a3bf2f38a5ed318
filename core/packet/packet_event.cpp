// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/packet_event.h"

namespace core {

namespace {

constexpr std::uint32_t kFlagBits = 0xffff;
constexpr std::uint32_t kAgain = 0x1'0000;
constexpr std::uint32_t kStartUnseen = 0x2'0000;
constexpr std::uint32_t kScaleUnknown = 0x4'0000;

} // namespace

PacketView packetOf(const Event& event) noexcept
{
    const auto word = static_cast<std::uint32_t>(event.args[2]);
    PacketView view;
    view.seq = static_cast<std::uint32_t>(event.args[0]);
    view.ack = static_cast<std::uint32_t>(event.args[1]);
    view.flags = static_cast<std::uint16_t>(word & kFlagBits);
    view.window = static_cast<std::uint32_t>(event.args[3]);
    view.length = static_cast<std::uint32_t>(event.result);
    view.again = (word & kAgain) != 0;
    view.startUnseen = (word & kStartUnseen) != 0;
    view.scaleUnknown = (word & kScaleUnknown) != 0;
    return view;
}

bool isZeroWindow(const PacketView& packet) noexcept
{
    return packet.window == 0 && (packet.flags & tcp_flag::kRst) == 0;
}

bool isNotable(const PacketView& packet) noexcept
{
    return packet.again || isZeroWindow(packet) || (packet.flags & tcp_flag::kRst) != 0;
}

Event packetEvent(const TcpPacket& packet, const TcpNumbers& numbers) noexcept
{
    const std::uint32_t word = packet.flags | (numbers.again ? kAgain : 0U) |
                               (numbers.startUnseen ? kStartUnseen : 0U) | (numbers.scaleUnknown ? kScaleUnknown : 0U);
    Event event;
    event.kind = EventKind::Packet;
    event.source = Source::Kernel;
    event.result = static_cast<std::int32_t>(packet.payloadLength);
    event.args = {static_cast<std::int32_t>(numbers.seq), static_cast<std::int32_t>(numbers.ack),
                  static_cast<std::int32_t>(word), static_cast<std::int32_t>(numbers.window)};
    return event;
}

} // namespace core
