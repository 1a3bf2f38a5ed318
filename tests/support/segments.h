// SPDX-License-Identifier: GPL-3.0-or-later
// Makes captured segments of one connection, with true headers, as the observer of the kernel reports them.
#pragma once

#include "core/packet/packet_event.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

namespace test_support {

/// The bytes of one IPv4 datagram with a TCP segment (RFC 791, RFC 9293 section 3.1). Checksums are zero, as on the
/// loopback interface.
struct SegmentBytes
{
    std::uint16_t from = 0; ///< Ports; both addresses are 127.0.0.1.
    std::uint16_t to = 0;
    std::uint32_t seq = 0; ///< As on the wire.
    std::uint32_t ack = 0;
    std::uint16_t flags = 0;
    std::uint16_t window = 0;

    std::vector<std::byte> with(std::string_view data) const
    {
        std::vector<std::byte> bytes;
        const auto put = [&bytes](std::uint32_t value, int octets) {
            for (int i = octets - 1; i >= 0; --i)
                bytes.push_back(static_cast<std::byte>(value >> (8 * i) & 0xffU));
        };
        put(0x4500, 2);
        put(static_cast<std::uint32_t>(40 + data.size()), 2);
        put(0x00004000, 4); // identification, do not fragment
        put(0x40060000, 4); // time to live 64, TCP, no checksum
        put(0x7f000001, 4);
        put(0x7f000001, 4);
        put(from, 2);
        put(to, 2);
        put(seq, 4);
        put(ack, 4);
        put(0x5000U | flags, 2); // 5 words of header
        put(window, 2);
        put(0, 4);
        for (const char c : data)
            bytes.push_back(static_cast<std::byte>(c));
        return bytes;
    }
};

/// Both ends of one connection on 127.0.0.1; keeps the sequence numbers as TCP does. The bytes of what it returns live
/// as long as the program.
class SegmentSource
{
public:
    explicit SegmentSource(core::ConnectionId connection = 1, std::uint16_t clientPort = 54321,
                           std::uint16_t serverPort = 8080)
        : m_connection(connection), m_ports{serverPort, clientPort}
    {
    }

    /// The next segment of a side. With ACK unless it is the first of its connection.
    core::Event next(std::int64_t ns, core::Side side, std::uint16_t flags, std::string_view data = {},
                     std::uint16_t window = 65'483)
    {
        return make(ns, side, flags, data, window, false);
    }
    /// The last one of that side once more.
    core::Event again(std::int64_t ns, core::Side side)
    {
        const Sent& last = m_last[index(side)];
        return make(ns, side, last.flags, last.data, 65'483, true);
    }

private:
    struct Sent
    {
        std::uint16_t flags = 0;
        std::string_view data;
        std::uint32_t seq = 0;
    };
    static std::size_t index(core::Side side) { return static_cast<std::size_t>(side); }

    core::Event make(std::int64_t ns, core::Side side, std::uint16_t flags, std::string_view data, std::uint16_t window,
                     bool repeated)
    {
        const std::size_t own = index(side);
        const std::size_t other = 1 - own;
        SegmentBytes head;
        head.from = m_ports[own];
        head.to = m_ports[other];
        head.seq = repeated ? m_last[own].seq : m_next[own];
        head.flags = flags;
        head.window = window;
        if (m_started[other]) {
            head.flags |= core::tcp_flag::kAck;
            head.ack = m_next[other];
        }
        static std::deque<std::vector<std::byte>> kept;
        const std::vector<std::byte>& bytes = kept.emplace_back(head.with(data));
        const auto packet = core::decodeTcp(bytes, core::LinkType::Raw, bytes.size());
        if (!packet)
            std::abort(); // the headers above are wrong
        core::Event event = core::packetEvent(*packet, m_tracker.next(*packet));
        event.startNs = ns;
        event.connection = m_connection;
        event.side = side;
        event.payload = packet->network.data();
        event.payloadSize = static_cast<std::uint32_t>(packet->network.size());
        m_started[own] = true;
        m_last[own] = {flags, data, head.seq};
        if (!repeated)
            m_next[own] += packet->sequenceLength();
        return event;
    }

    core::ConnectionId m_connection;
    std::array<std::uint16_t, 2> m_ports; // by Side
    std::array<std::uint32_t, 2> m_next{3'000'000'000U, 4'294'967'290U};
    std::array<bool, 2> m_started{};
    std::array<Sent, 2> m_last{};
    core::TcpTracker m_tracker;
};

} // namespace test_support
