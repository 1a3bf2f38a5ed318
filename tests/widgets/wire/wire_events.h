// SPDX-License-Identifier: GPL-3.0-or-later
// Makes events for the tests of the wire.
#pragma once

#include "core/event/recorder.h"
#include "core/net/address.h"
#include "tests/support/segments.h"

#include <cerrno>
#include <cstring>
#include <deque>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace wire_test {

using core::Call;
using core::Side;
using core::TcpState;

/// Payloads live as long as the program: a batch without chunks may point at them.
inline std::span<const std::byte> keep(std::span<const std::byte> bytes)
{
    static std::deque<std::vector<std::byte>> all;
    return all.emplace_back(bytes.begin(), bytes.end());
}
inline std::span<const std::byte> text(std::string_view words)
{
    return keep(std::as_bytes(std::span(words)));
}
inline std::span<const std::byte> address(std::string_view host, std::uint16_t port)
{
    return keep(core::Address::ip(host, port)->bytes());
}

/// A list of events on one clock.
class Story
{
public:
    std::int64_t nowNs = 1'000'000'000;
    std::vector<core::Event> events;

    Story& wait(std::int64_t ns)
    {
        nowNs += ns;
        return *this;
    }
    core::Event& add(core::EventKind kind, Side side, core::ConnectionId connection)
    {
        core::Event event;
        event.kind = kind;
        event.side = side;
        event.connection = connection;
        event.startNs = nowNs;
        nowNs += 10'000;
        return events.emplace_back(event);
    }
    core::Event& call(Side side, core::ConnectionId connection, Call which, int fd, std::array<std::int32_t, 4> args,
                      int result, std::span<const std::byte> payload = {}, int error = 0)
    {
        core::Event& event = add(core::EventKind::Call, side, connection);
        event.call = which;
        event.fd = fd;
        event.args = args;
        event.result = result;
        event.error = static_cast<std::uint16_t>(error);
        event.payload = payload.data();
        event.payloadSize = static_cast<std::uint32_t>(payload.size());
        event.tookNs = 5'000;
        return event;
    }
    core::Event& state(Side side, core::ConnectionId connection, TcpState from, TcpState to, core::Source source)
    {
        core::Event& event = add(core::EventKind::State, side, connection);
        event.source = source;
        event.args = {static_cast<std::int32_t>(from), static_cast<std::int32_t>(to), 0, 0};
        return event;
    }
    core::Event& message(Side side, core::ConnectionId connection, core::Direction direction,
                         std::span<const std::byte> bytes)
    {
        core::Event& event = add(core::EventKind::Message, side, connection);
        event.args[0] = static_cast<std::int32_t>(direction);
        event.payload = bytes.data();
        event.payloadSize = static_cast<std::uint32_t>(bytes.size());
        return event;
    }
    core::Event& note(Side side, core::ConnectionId connection, core::NoteCode code,
                      std::span<const std::byte> payload = {}, std::int32_t value = 0)
    {
        core::Event& event = add(core::EventKind::Note, side, connection);
        event.args = {static_cast<std::int32_t>(code), value, 0, 0};
        event.payload = payload.data();
        event.payloadSize = static_cast<std::uint32_t>(payload.size());
        return event;
    }
    core::Event& packet(test_support::SegmentSource& wire, Side side, std::uint16_t flags, std::string_view data = {},
                        std::uint16_t window = 65'483)
    {
        core::Event& event = events.emplace_back(wire.next(nowNs, side, flags, data, window));
        nowNs += 10'000;
        return event;
    }
    core::Event& packetAgain(test_support::SegmentSource& wire, Side side)
    {
        core::Event& event = events.emplace_back(wire.again(nowNs, side));
        nowNs += 10'000;
        return event;
    }
    core::Batch batch()
    {
        core::Batch result;
        result.events = std::exchange(events, {});
        return result;
    }
};

/// One server with its listener, one client that connects, an echo of "Hello!", as the program records it.
inline void tellEcho(Story& story, core::ConnectionId id = 1)
{
    using core::Source;
    constexpr Side server = Side::Server;
    constexpr Side client = Side::Client;
    const int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    story.call(server, 0, Call::EpollWait, 4, {16, -1}, 1);
    story.call(server, 0, Call::Socket, -1, {AF_INET, type, 0}, 7);
    const int one = 1;
    story.call(server, 0, Call::Setsockopt, 7, {SOL_SOCKET, SO_REUSEADDR, 4}, 0,
               keep(std::as_bytes(std::span(&one, 1))));
    story.call(server, 0, Call::Bind, 7, {}, 0, address("127.0.0.1", 8080));
    story.call(server, 0, Call::Listen, 7, {128}, 0);
    story.call(server, 0, Call::Getsockopt, 7, {IPPROTO_TCP, TCP_INFO, 232}, 0);
    story.state(server, 0, TcpState::Closed, TcpState::Listen, Source::Sampled);
    story.wait(1'200'000'000);
    story.call(client, id, Call::Socket, -1, {AF_INET, type, 0}, 9);
    story.call(client, id, Call::Connect, 9, {}, -1, address("127.0.0.1", 8080), EINPROGRESS);
    story.state(client, id, TcpState::Closed, TcpState::SynSent, Source::Inferred);
    story.call(client, id, Call::Getsockname, 9, {}, 0, address("127.0.0.1", 54321));
    story.call(client, id, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0);
    story.state(client, id, TcpState::SynSent, TcpState::Established, Source::Sampled);
    story.call(server, id, Call::Accept4, 7, {SOCK_NONBLOCK | SOCK_CLOEXEC}, 8, address("127.0.0.1", 54321));
    story.state(server, id, TcpState::Listen, TcpState::SynRecv, Source::Inferred);
    story.state(server, id, TcpState::SynRecv, TcpState::Established, Source::Sampled);
    story.wait(3'000'000'000);
    story.call(client, id, Call::Send, 9, {6, MSG_NOSIGNAL}, 6, text("Hello!"));
    story.message(client, id, core::Direction::Sent, text("Hello!"));
    story.call(server, id, Call::Recv, 8, {65536, 0}, 6, text("Hello!"));
    story.message(server, id, core::Direction::Received, text("Hello!"));
    story.call(server, id, Call::Send, 8, {6, MSG_NOSIGNAL}, 6, text("Hello!"));
    story.message(server, id, core::Direction::Sent, text("Hello!"));
    story.call(server, id, Call::Recv, 8, {65536, 0}, -1, {}, EAGAIN);
    story.call(client, id, Call::Recv, 9, {65536, 0}, 6, text("Hello!"));
    story.message(client, id, core::Direction::Received, text("Hello!"));
    story.wait(40'000'000);
}

/// The same echo and a close by the client, as it is recorded while the kernel is observed: its states and packets.
inline void tellObserved(Story& story, core::ConnectionId id = 1)
{
    namespace flag = core::tcp_flag;
    constexpr Side server = Side::Server;
    constexpr Side client = Side::Client;
    constexpr core::Source kernel = core::Source::Kernel;
    const int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    test_support::SegmentSource wire(id, static_cast<std::uint16_t>(54'320 + id));
    const auto port = static_cast<std::uint16_t>(54'320 + id);
    if (id == 1) {
        story.call(server, 0, Call::Socket, -1, {AF_INET, type, 0}, 7);
        story.call(server, 0, Call::Bind, 7, {}, 0, address("127.0.0.1", 8080));
        story.call(server, 0, Call::Listen, 7, {128}, 0);
        story.state(server, 0, TcpState::Closed, TcpState::Listen, kernel);
    }
    story.wait(1'200'000'000);
    story.call(client, id, Call::Socket, -1, {AF_INET, type, 0}, 9);
    story.call(client, id, Call::Connect, 9, {}, -1, address("127.0.0.1", 8080), EINPROGRESS).tookNs = 101'000;
    story.state(client, id, TcpState::Closed, TcpState::SynSent, kernel);
    story.packet(wire, client, flag::kSyn);
    story.packet(wire, server, flag::kSyn);
    story.state(client, id, TcpState::SynSent, TcpState::Established, kernel);
    story.packet(wire, client, flag::kAck);
    story.state(server, id, TcpState::Listen, TcpState::SynRecv, kernel);
    story.state(server, id, TcpState::SynRecv, TcpState::Established, kernel);
    story.call(client, id, Call::Getsockname, 9, {}, 0, address("127.0.0.1", port));
    story.call(client, id, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0);
    story.call(server, id, Call::Accept4, 7, {SOCK_NONBLOCK | SOCK_CLOEXEC}, 8, address("127.0.0.1", port));
    story.wait(3'000'000'000);
    story.message(client, id, core::Direction::Sent, text("Hello!"));
    story.call(client, id, Call::Send, 9, {6, MSG_NOSIGNAL}, 6, text("Hello!"));
    story.packet(wire, client, flag::kPsh, "Hello!");
    story.packet(wire, server, flag::kAck);
    story.call(server, id, Call::Recv, 8, {65536, 0}, 6, text("Hello!"));
    story.call(server, id, Call::Send, 8, {6, MSG_NOSIGNAL}, 6, text("Hello!"));
    story.packet(wire, server, flag::kPsh, "Hello!");
    story.packet(wire, client, flag::kAck);
    story.call(client, id, Call::Recv, 9, {65536, 0}, 6, text("Hello!"));
    story.message(client, id, core::Direction::Received, text("Hello!"));
    story.wait(35'000'000);
    story.call(client, id, Call::Shutdown, 9, {SHUT_WR}, 0);
    story.state(client, id, TcpState::Established, TcpState::FinWait1, kernel);
    story.packet(wire, client, flag::kFin);
    story.state(server, id, TcpState::Established, TcpState::CloseWait, kernel);
    story.call(server, id, Call::Recv, 8, {65536, 0}, 0);
    story.call(server, id, Call::Close, 8, {}, 0);
    story.state(server, id, TcpState::CloseWait, TcpState::LastAck, kernel);
    story.packet(wire, server, flag::kFin);
    story.state(client, id, TcpState::FinWait1, TcpState::FinWait2, kernel);
    story.state(client, id, TcpState::FinWait2, TcpState::Closed, kernel);
    story.state(client, id, TcpState::FinWait2, TcpState::TimeWait, core::Source::Inferred);
    story.packet(wire, client, flag::kAck);
    story.state(server, id, TcpState::LastAck, TcpState::Closed, kernel);
    story.call(client, id, Call::Recv, 9, {65536, 0}, 0);
    story.call(client, id, Call::Close, 9, {}, 0);
}

} // namespace wire_test
