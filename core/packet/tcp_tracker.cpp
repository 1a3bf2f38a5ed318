// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/tcp_tracker.h"

#include <utility>

namespace core {

namespace {

std::string keyOf(const Address& address)
{
    const auto bytes = address.bytes();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// RFC 9293 section 3.4: sequence numbers are compared modulo 2^32.
bool isAfter(std::uint32_t a, std::uint32_t b)
{
    return static_cast<std::int32_t>(a - b) > 0;
}

} // namespace

TcpTracker::Connection& TcpTracker::connectionOf(const TcpPacket& packet, bool& senderFirst)
{
    std::string key = keyOf(packet.source);
    std::string other = keyOf(packet.destination);
    senderFirst = key <= other;
    key = senderFirst ? key + other : other + key;
    const auto [found, isNew] = m_connections.try_emplace(key);
    if (isNew) {
        m_order.push_back(std::move(key));
        if (m_order.size() > kRemembered) {
            m_connections.erase(m_order.front());
            m_order.pop_front();
        }
    }
    return found->second;
}

TcpNumbers TcpTracker::next(const TcpPacket& packet)
{
    bool senderFirst = true;
    Connection& connection = connectionOf(packet, senderFirst);
    const bool syn = packet.has(tcp_flag::kSyn);
    const bool ack = packet.has(tcp_flag::kAck);
    {
        const End& sender = connection.ends[senderFirst ? 0 : 1];
        if (syn && !ack && sender.seen && packet.seq != sender.start)
            connection = {}; // the same addresses and ports again: a new connection
    }
    End& sender = connection.ends[senderFirst ? 0 : 1];
    // In a self-connect both ends have one address, and one stream of sequence numbers.
    End& receiver = packet.source == packet.destination ? sender : connection.ends[senderFirst ? 1 : 0];

    TcpNumbers numbers;
    numbers.first = !sender.seen && !receiver.seen;
    if (!sender.seen && !(packet.has(tcp_flag::kRst) && !ack && packet.seq == 0)) {
        sender.seen = true;
        sender.synSeen = syn;
        sender.start = syn ? packet.seq : packet.seq - 1;
        sender.next = packet.seq;
        if (syn)
            sender.scale = packet.options.windowScale;
    }
    const std::uint32_t end = packet.seq + packet.sequenceLength();
    // A simultaneous open answers a SYN with the own SYN once more, now with an ACK (RFC 9293 section 3.5): that is
    // new.
    const bool opensAtOnce = syn && ack && !std::exchange(sender.synAckSeen, true);
    numbers.again = packet.sequenceLength() > 0 && sender.seen && !isAfter(end, sender.next) && !opensAtOnce;
    if (isAfter(end, sender.next))
        sender.next = end;
    if (ack && !receiver.seen && packet.ack != 0) {
        // Only one direction is captured so far: count from what it acknowledges.
        receiver.seen = true;
        receiver.start = packet.ack - 1;
        receiver.next = packet.ack;
    }
    numbers.seq = sender.seen ? packet.seq - sender.start : packet.seq;
    numbers.ack = ack ? packet.ack - receiver.start : 0;
    numbers.startUnseen = !sender.synSeen;
    // RFC 7323 section 2.2: scaled only when both SYNs offered it, and never on a SYN itself.
    const bool known = sender.synSeen && receiver.synSeen;
    const bool scaled = known && sender.scale && receiver.scale && !syn;
    numbers.scaleUnknown = !syn && !packet.has(tcp_flag::kRst) && !known;
    numbers.window = scaled ? std::uint32_t{packet.window} << *sender.scale : packet.window;
    return numbers;
}

} // namespace core
