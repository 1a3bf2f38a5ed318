// SPDX-License-Identifier: GPL-3.0-or-later
// A socket descriptor with exactly one owner, and the calls on it in types that name every outcome.
#pragma once

#include "core/event/event.h"
#include "core/net/address.h"
#include "core/net/pipe.h"
#include "core/net/socket_kind.h"
#include "core/result.h"
#include "core/sys/sys.h"

#include <cstddef>
#include <span>
#include <utility>

namespace core {

/// How far a transfer got.
enum class IoStatus : std::uint8_t {
    Done,       ///< `bytes` were moved (at least one).
    WouldBlock, ///< Nothing to read, or no room to write, now (EAGAIN).
    PeerClosed, ///< recv(2) returned 0: the peer has shut down its side.
};

struct IoResult
{
    IoStatus status = IoStatus::Done;
    std::size_t bytes = 0;
};

/// How far a non-blocking connect(2) got.
enum class ConnectStatus : std::uint8_t { Connected, InProgress };

/// Move-only. Always non-blocking and close-on-exec. Belongs to the thread of its Sys, which outlives it.
class Socket
{
public:
    Socket() = default;
    static Result<Socket> open(Sys& sys, SocketKind kind); ///< socket(2)
    static Result<Socket> openStream(Sys& sys, int family) { return open(sys, {family, SOCK_STREAM}); }
    Socket(Sys& sys, int fd, SocketKind kind) noexcept : m_sys(&sys), m_fd(fd), m_kind(kind) {}
    Socket(Socket&& other) noexcept : m_sys(other.m_sys), m_fd(std::exchange(other.m_fd, -1)), m_kind(other.m_kind) {}
    Socket& operator=(Socket&& other) noexcept;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() { close(); }

    int fd() const noexcept { return m_fd; } ///< Lent, not given; -1 after close() or a move.
    bool isOpen() const noexcept { return m_fd >= 0; }
    SocketKind kind() const noexcept { return m_kind; }
    /// close(2). Never retried, whatever it returns: on Linux the descriptor is free in every case. Errno is recorded.
    void close() noexcept;

    [[nodiscard]] Result<void> setReuseAddress();
    [[nodiscard]] Result<void> setReusePort(); ///< SO_REUSEPORT; before bind().
    /// IPV6_V6ONLY: on, and IPv4 needs a socket of its own; off, and IPv4 peers come with mapped addresses (ipv6(7)).
    [[nodiscard]] Result<void> setIp6Only(bool on);
    /// SO_LINGER with a time of 0: the next close(2) sends RST and throws away unsent data (socket(7)).
    [[nodiscard]] Result<void> setResetOnClose();
    [[nodiscard]] Result<void> bind(const Address& address);
    [[nodiscard]] Result<void> listen(int backlog);
    [[nodiscard]] Result<Address> localAddress(); ///< getsockname(2)
    [[nodiscard]] Result<Address> peerAddress();  ///< getpeername(2)
    /// connect(2). EINTR counts as InProgress: the kernel goes on connecting.
    [[nodiscard]] Result<ConnectStatus> connect(const Address& address);
    /// getsockopt(SO_ERROR): the error that waits on the socket, 0 for none; reading clears it.
    [[nodiscard]] Result<int> takeError();
    /// getsockopt(SO_PEERCRED): which process called connect(2) or listen(2) at the other end, as of then (unix(7)).
    [[nodiscard]] Result<ucred> peerProcess();
    /// getsockopt(TCP_INFO): the state of this end now. Only for a kind that has one.
    [[nodiscard]] Result<TcpState> tcpState();
    [[nodiscard]] Result<IoResult> send(std::span<const std::byte> bytes); ///< MSG_NOSIGNAL; never SIGPIPE
    [[nodiscard]] Result<IoResult> recv(std::span<std::byte> room);
    /// recv(2) of one byte with MSG_PEEK: whether bytes wait that nobody has read. close(2) then sends RST, not FIN
    /// (RFC 2525 section 2.17).
    [[nodiscard]] Result<bool> hasUnread();
    /// splice(2) from the socket into the pipe, as recv(); and from the pipe into the socket, as send(), but that
    /// SIGPIPE comes with EPIPE: it is blocked on the I/O threads (core/session/io_thread.h).
    [[nodiscard]] Result<IoResult> spliceTo(Pipe& pipe, std::size_t most);
    [[nodiscard]] Result<IoResult> spliceFrom(Pipe& pipe, std::size_t most);
    [[nodiscard]] Result<void> shutdownWrite(); ///< shutdown(2) with SHUT_WR

private:
    Sys* m_sys = nullptr; // not owned; outlives every Socket
    int m_fd = -1;
    SocketKind m_kind;
};

} // namespace core
