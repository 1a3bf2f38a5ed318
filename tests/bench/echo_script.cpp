// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/echo_script.h"

#include "core/net/address.h"

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <span>
#include <string_view>

namespace bench {

namespace {

using core::TcpState;

constexpr std::uint16_t kServerPort = 8080;
constexpr int kFirstFd = 10;
constexpr int kListenerFd = 9;

core::Address clientAddress(core::ConnectionId id)
{
    return *core::Address::ip("127.0.0.1", static_cast<std::uint16_t>(30'000 + id % 30'000));
}

} // namespace

EchoScript::EchoScript(core::EventTrack& track, std::uint32_t connections) : m_track(track), m_connections(connections)
{
    const std::string_view text = "GET /index.html HTTP/1.1\r\nHost: example.org\r\n\r\n";
    const auto bytes = std::as_bytes(std::span(text));
    std::copy(bytes.begin(), bytes.end(), m_message.begin());
    if (m_track.side() != core::Side::Server)
        return;
    const auto server = *core::Address::ip("127.0.0.1", kServerPort);
    call(0, 0, [&] { return m_sys.bind(kListenerFd, server.raw(), server.size()); });
    call(0, 0, [&] { return m_sys.listen(kListenerFd, 128); });
}

int EchoScript::fdOf(std::size_t slot) const
{
    return kFirstFd + static_cast<int>(slot);
}

template <class Run>
void EchoScript::call(std::int64_t returned, int error, const Run& run)
{
    m_kernel.returns(returned, error);
    [[maybe_unused]] const core::SysReturn result = run();
    ++m_recorded;
}

void EchoScript::state(std::size_t slot, TcpState from, TcpState to)
{
    m_track.state(m_connections[slot].id, fdOf(slot), from, to, core::Source::Sampled);
    ++m_recorded;
}

std::size_t EchoScript::next()
{
    const std::size_t before = m_recorded;
    Connection& connection = m_connections[m_slot];
    if (connection.id == 0)
        open(m_slot);
    else if (connection.exchanges == kExchanges)
        close(m_slot);
    else
        exchange(m_slot);
    m_slot = (m_slot + 1) % m_connections.size();
    return m_recorded - before;
}

void EchoScript::open(std::size_t slot)
{
    Connection& connection = m_connections[slot];
    connection.id = ++m_lastId;
    // Not all at once: else all would close at once.
    connection.exchanges = m_lastId <= m_connections.size() ? m_lastId * 7 % kExchanges : 0;
    const int fd = fdOf(slot);
    auto client = clientAddress(connection.id);
    socklen_t size = client.size();
    sockaddr_storage room{};
    std::copy(client.bytes().begin(), client.bytes().end(), reinterpret_cast<std::byte*>(&room));
    auto* given = reinterpret_cast<sockaddr*>(&room);
    if (m_track.side() == core::Side::Server) {
        m_track.hold();
        call(fd, 0, [&] { return m_sys.accept4(kListenerFd, given, &size, 0); });
        m_track.label(fd, connection.id);
        m_track.release(connection.id);
        state(slot, TcpState::SynRecv, TcpState::Established);
        return;
    }
    const auto server = *core::Address::ip("127.0.0.1", kServerPort);
    m_track.hold();
    call(fd, 0, [&] { return m_sys.socket(AF_INET, SOCK_STREAM, 0); });
    m_track.label(fd, connection.id);
    m_track.release(connection.id);
    if (connection.id % 10 == 0)
        call(0, ECONNREFUSED, [&] { return m_sys.connect(fd, server.raw(), server.size()); });
    call(0, 0, [&] { return m_sys.connect(fd, server.raw(), server.size()); });
    call(0, 0, [&] { return m_sys.getsockname(fd, given, &size); });
    state(slot, TcpState::SynSent, TcpState::Established);
}

void EchoScript::exchange(std::size_t slot)
{
    Connection& connection = m_connections[slot];
    const int fd = fdOf(slot);
    const auto bytes = static_cast<std::int64_t>(m_message.size());
    const std::span<std::byte> room = m_message;
    ++connection.exchanges;
    const auto sends = [&] { call(bytes, 0, [&] { return m_sys.send(fd, room, MSG_NOSIGNAL); }); };
    auto length = static_cast<socklen_t>(room.size());
    const auto samples = [&] {
        call(0, 0, [&] { return m_sys.getsockopt(fd, IPPROTO_TCP, TCP_INFO, room.data(), &length); });
    };
    const auto receives = [&] {
        call(bytes, 0, [&] { return m_sys.recv(fd, room, 0); });
        call(0, EAGAIN, [&] { return m_sys.recv(fd, room, 0); });
    };
    const auto tells = [&](core::Direction direction) {
        m_track.message(connection.id, fd, direction, room);
        ++m_recorded;
    };
    if (m_track.side() == core::Side::Client) {
        tells(core::Direction::Sent);
        sends();
        receives();
        tells(core::Direction::Received);
        samples();
    } else {
        receives();
        tells(core::Direction::Received);
        sends();
        samples();
    }
}

void EchoScript::close(std::size_t slot)
{
    const int fd = fdOf(slot);
    const bool server = m_track.side() == core::Side::Server;
    if (server) {
        call(0, 0, [&] { return m_sys.recv(fd, m_message, 0); });
        state(slot, TcpState::Established, TcpState::CloseWait);
    } else {
        call(0, 0, [&] { return m_sys.shutdown(fd, SHUT_WR); });
        state(slot, TcpState::Established, TcpState::FinWait1);
    }
    call(0, 0, [&] { return m_sys.close(fd); });
    state(slot, server ? TcpState::CloseWait : TcpState::FinWait1, server ? TcpState::LastAck : TcpState::TimeWait);
    m_track.label(fd, 0);
    m_connections[slot].id = 0;
}

} // namespace bench
