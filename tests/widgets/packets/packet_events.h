// SPDX-License-Identifier: GPL-3.0-or-later
// Packets as the observer records them, for the tests of what shows them.
#pragma once

#include "core/packet/packet_event.h"
#include "tests/core/packet/packet_maker.h"
#include "tests/widgets/log/event_maker.h"

/// Between 127.0.0.1:54321 (client) and 127.0.0.1:8080 (server), connection 2; each 1 ms after the one before. Must
/// outlive the recording that holds its events.
class PacketEvents
{
public:
    static constexpr core::ConnectionId kConnection = 2;
    static constexpr unsigned kClientPort = 54321;
    static constexpr unsigned kServerPort = 8080;

    core::Event packet(core::Side sender, unsigned flags, std::uint32_t seq, std::uint32_t ack, QByteArray data = {},
                       unsigned window = 512, QByteArray options = {}, core::ConnectionId connection = kConnection)
    {
        const bool fromClient = sender == core::Side::Client;
        tests::Segment segment;
        segment.from = fromClient ? kClientPort : kServerPort;
        segment.to = fromClient ? kServerPort : kClientPort;
        segment.seq = seq;
        segment.ack = ack;
        segment.flags = flags;
        segment.window = window;
        segment.options = options;
        segment.data = data;
        QByteArray bytes = tests::ipv4(tests::tcp(segment));
        bytes.replace(16, 4, QByteArray("\x7f\0\0\1", 4));
        const auto kept = m_maker.keep(tests::bytesOf(bytes));
        const auto decoded = core::decodeTcp(kept, core::LinkType::Raw, kept.size());
        core::Event event = core::packetEvent(*decoded, m_tracker.next(*decoded));
        event.startNs = m_now += 1'000'000;
        event.connection = connection;
        event.side = sender;
        event.payload = kept.data();
        event.payloadSize = static_cast<std::uint32_t>(kept.size());
        return event;
    }

    /// SYN, SYN+ACK, ACK, "Hello!" from the client and its acknowledgement.
    core::Batch handshakeAndHello()
    {
        using core::Side;
        using namespace core::tcp_flag;
        const QByteArray options("\x02\x04\xff\xd7\x04\x02\x08\x0a\0\0\0\1\0\0\0\0\1\x03\x03\x07", 20);
        core::Batch batch;
        batch.events = {packet(Side::Client, kSyn, 1000, 0, {}, 65495, options),
                        packet(Side::Server, kSyn | kAck, 5000, 1001, {}, 65483, options),
                        packet(Side::Client, kAck, 1001, 5001), packet(Side::Client, kPsh | kAck, 1001, 5001, "Hello!"),
                        packet(Side::Server, kAck, 5001, 1007)};
        return batch;
    }

    core::Batch one(core::Event event) const
    {
        core::Batch batch;
        batch.events = {event};
        return batch;
    }

    EventMaker& maker() { return m_maker; }

private:
    EventMaker m_maker;
    core::TcpTracker m_tracker;
    std::int64_t m_now = 5'000'000'000;
};
