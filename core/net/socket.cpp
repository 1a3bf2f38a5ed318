// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/socket.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

namespace core {

namespace {

Result<void> done(Call call, SysReturn returned)
{
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(call).name, returned.error});
    return {};
}

// EINTR cannot follow from a signal of ours, but a debugger or SIGSTOP may cause it: the call is simply made again.
template <class F>
SysReturn retried(F&& call)
{
    for (;;) {
        const SysReturn returned = call();
        if (returned.error != EINTR)
            return returned;
    }
}

Result<IoResult> moved(Call call, SysReturn returned)
{
    if (returned.ok())
        return IoResult{IoStatus::Done, returned.bytes()};
    if (returned.error == EAGAIN || returned.error == EWOULDBLOCK)
        return IoResult{IoStatus::WouldBlock, 0};
    return tl::unexpected(SysError{callInfo(call).name, returned.error});
}

// 0 bytes for what reads a stream: there will be no more.
Result<IoResult> orClosed(Result<IoResult> read)
{
    if (read && read->status == IoStatus::Done && read->bytes == 0)
        read->status = IoStatus::PeerClosed;
    return read;
}

constexpr unsigned kSpliceFlags = SPLICE_F_MOVE | SPLICE_F_NONBLOCK;

} // namespace

Result<Socket> Socket::open(Sys& sys, SocketKind kind)
{
    const SysReturn returned = sys.socket(kind.family, kind.type | SOCK_NONBLOCK | SOCK_CLOEXEC, kind.protocol());
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Socket).name, returned.error});
    return Socket(sys, returned.fd(), kind);
}

Socket& Socket::operator=(Socket&& other) noexcept
{
    if (this != &other) {
        close();
        m_sys = other.m_sys;
        m_fd = std::exchange(other.m_fd, -1);
        m_kind = other.m_kind;
    }
    return *this;
}

void Socket::close() noexcept
{
    if (m_fd >= 0)
        static_cast<void>(m_sys->close(std::exchange(m_fd, -1))); // its errno is in the recording
}

Result<void> Socket::setReuseAddress()
{
    const int on = 1;
    return done(Call::Setsockopt, m_sys->setsockopt(m_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on));
}

Result<void> Socket::setReusePort()
{
    const int on = 1;
    return done(Call::Setsockopt, m_sys->setsockopt(m_fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on));
}

Result<void> Socket::setIp6Only(bool on)
{
    const int value = on ? 1 : 0;
    return done(Call::Setsockopt, m_sys->setsockopt(m_fd, IPPROTO_IPV6, IPV6_V6ONLY, &value, sizeof value));
}

Result<void> Socket::setResetOnClose()
{
    const linger immediately{1, 0};
    return done(Call::Setsockopt, m_sys->setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &immediately, sizeof immediately));
}

Result<void> Socket::bind(const Address& address)
{
    return done(Call::Bind, m_sys->bind(m_fd, address.raw(), address.size()));
}

Result<void> Socket::listen(int backlog)
{
    return done(Call::Listen, m_sys->listen(m_fd, backlog));
}

Result<Address> Socket::localAddress()
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    const SysReturn returned = m_sys->getsockname(m_fd, reinterpret_cast<sockaddr*>(&storage), &length);
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Getsockname).name, returned.error});
    return Address::fromBytes(
        std::as_bytes(std::span{&storage, 1}).first(std::min<std::size_t>(length, sizeof storage)));
}

Result<Address> Socket::peerAddress()
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    const SysReturn returned = m_sys->getpeername(m_fd, reinterpret_cast<sockaddr*>(&storage), &length);
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Getpeername).name, returned.error});
    return Address::fromBytes(
        std::as_bytes(std::span{&storage, 1}).first(std::min<std::size_t>(length, sizeof storage)));
}

Result<ConnectStatus> Socket::connect(const Address& address)
{
    const SysReturn returned = m_sys->connect(m_fd, address.raw(), address.size());
    if (returned.error == EINPROGRESS || returned.error == EINTR)
        return ConnectStatus::InProgress;
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Connect).name, returned.error});
    return ConnectStatus::Connected;
}

Result<int> Socket::takeError()
{
    int error = 0;
    socklen_t length = sizeof error;
    const SysReturn returned = m_sys->getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &length);
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Getsockopt).name, returned.error});
    return error;
}

Result<ucred> Socket::peerProcess()
{
    ucred process{};
    socklen_t length = sizeof process;
    const SysReturn returned = m_sys->getsockopt(m_fd, SOL_SOCKET, SO_PEERCRED, &process, &length);
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Getsockopt).name, returned.error});
    return process;
}

Result<TcpState> Socket::tcpState()
{
    // The state is the first byte of tcp_info; the rest (rtt, window, retransmits) goes to the recording.
    tcp_info info{};
    socklen_t length = sizeof info;
    const SysReturn returned = m_sys->getsockopt(m_fd, IPPROTO_TCP, TCP_INFO, &info, &length);
    if (!returned.ok())
        return tl::unexpected(SysError{callInfo(Call::Getsockopt).name, returned.error});
    return length == 0 || info.tcpi_state > static_cast<std::uint8_t>(TcpState::Closing)
               ? TcpState::Unknown
               : static_cast<TcpState>(info.tcpi_state);
}

Result<IoResult> Socket::send(std::span<const std::byte> bytes)
{
    return moved(Call::Send, retried([&] { return m_sys->send(m_fd, bytes, MSG_NOSIGNAL); }));
}

Result<IoResult> Socket::recv(std::span<std::byte> room)
{
    return orClosed(moved(Call::Recv, retried([&] { return m_sys->recv(m_fd, room, 0); })));
}

Result<IoResult> Socket::spliceTo(Pipe& pipe, std::size_t most)
{
    return orClosed(
        moved(Call::Splice, retried([&] { return m_sys->splice(m_fd, pipe.writeEnd(), most, kSpliceFlags); })));
}

Result<IoResult> Socket::spliceFrom(Pipe& pipe, std::size_t most)
{
    return moved(Call::Splice, retried([&] { return m_sys->splice(pipe.readEnd(), m_fd, most, kSpliceFlags); }));
}

Result<bool> Socket::hasUnread()
{
    std::array<std::byte, 1> room{};
    const Result<IoResult> peeked = moved(Call::Recv, retried([&] { return m_sys->recv(m_fd, room, MSG_PEEK); }));
    if (!peeked)
        return tl::unexpected(peeked.error());
    return peeked->bytes > 0;
}

Result<void> Socket::shutdownWrite()
{
    return done(Call::Shutdown, m_sys->shutdown(m_fd, SHUT_WR));
}

} // namespace core
