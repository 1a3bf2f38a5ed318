// SPDX-License-Identifier: GPL-3.0-or-later
// Asks the kernel for its sockets: NETLINK_SOCK_DIAG, sock_diag(7).
#pragma once

#include "core/kernel/sock_diag_parser.h"
#include "core/result.h"
#include "core/sys/sys.h"

#include <cstdint>
#include <memory>

struct mnl_socket;

namespace core {

/// One netlink socket. It observes and is no socket that the user watches: it is in no recording and, being no TCP or
/// UNIX socket, in no dump. Any ordinary user may. One thread at a time; a dump of 10,000 sockets takes some ten
/// milliseconds, so never the GUI thread.
class SockDiag
{
public:
    /// Its socket comes from `sockets`, which must not record. Fails as socket(2), setsockopt(2) and bind(2) do.
    [[nodiscard]] static Result<SockDiag> open(Sys& sockets);

    /// All TCP sockets of AF_INET or AF_INET6, or all UNIX sockets (AF_UNIX), of the network namespace in which
    /// `sockets` made the netlink socket. Fails as sendto(2) and recvmsg(2) do; ENOENT of recvmsg: the kernel does not
    /// offer it. EAGAIN: no answer for 2 s.
    [[nodiscard]] Result<SocketDump> dump(int family);

private:
    struct Closer
    {
        void operator()(mnl_socket* socket) const noexcept;
    };
    explicit SockDiag(mnl_socket* socket) : m_socket(socket) {}

    std::unique_ptr<mnl_socket, Closer> m_socket;
    std::vector<std::byte> m_buffer;
    std::uint32_t m_sequence = 0;
};

} // namespace core
