// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/sock_diag.h"

#include <array>
#include <cerrno>
#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <sys/time.h>

namespace core {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{64} << 10; // the kernel fills at most 32 KiB at once
constexpr std::uint32_t kEveryState = ~std::uint32_t{0};

// Space for a header and the larger of the two requests, aligned as both need.
struct alignas(nlmsghdr) Request
{
    std::array<char, 256> bytes{};
};

nlmsghdr* begin(Request& request, std::uint32_t sequence)
{
    nlmsghdr* header = mnl_nlmsg_put_header(request.bytes.data());
    header->nlmsg_type = SOCK_DIAG_BY_FAMILY;
    header->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    header->nlmsg_seq = sequence;
    return header;
}

void putInet(nlmsghdr* header, int family)
{
    auto* request = static_cast<inet_diag_req_v2*>(mnl_nlmsg_put_extra_header(header, sizeof(inet_diag_req_v2)));
    request->sdiag_family = static_cast<std::uint8_t>(family);
    request->sdiag_protocol = IPPROTO_TCP;
    request->idiag_ext = 1 << (INET_DIAG_INFO - 1);
    request->idiag_states = kEveryState;
}

void putUnix(nlmsghdr* header)
{
    auto* request = static_cast<unix_diag_req*>(mnl_nlmsg_put_extra_header(header, sizeof(unix_diag_req)));
    request->sdiag_family = AF_UNIX;
    request->udiag_states = kEveryState;
    request->udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN | UDIAG_SHOW_UID;
}

tl::unexpected<SysError> failed(const char* call)
{
    return tl::unexpected(SysError{call, errno});
}

} // namespace

void SockDiag::Closer::operator()(mnl_socket* socket) const noexcept
{
    mnl_socket_close(socket);
}

Result<SockDiag> SockDiag::open(Sys& sockets)
{
    const SysReturn made = sockets.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (!made.ok())
        return tl::unexpected(SysError{"socket", made.error});
    mnl_socket* socket = mnl_socket_fdopen(made.fd());
    if (!socket) {
        const auto error = failed("getsockname");
        static_cast<void>(sockets.close(made.fd()));
        return error;
    }
    SockDiag diag(socket);
    const timeval limit{2, 0};
    if (::setsockopt(mnl_socket_get_fd(socket), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0)
        return failed("setsockopt");
    if (mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) != 0)
        return failed("bind");
    diag.m_buffer.resize(kBufferBytes);
    return diag;
}

Result<SocketDump> SockDiag::dump(int family)
{
    Request request;
    nlmsghdr* header = begin(request, ++m_sequence);
    if (family == AF_UNIX)
        putUnix(header);
    else
        putInet(header, family);
    ssize_t sent = -1;
    do {
        sent = mnl_socket_sendto(m_socket.get(), header, header->nlmsg_len);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0)
        return failed("sendto");
    SocketDump dump;
    while (!dump.done && dump.error == 0) {
        const ssize_t size = mnl_socket_recvfrom(m_socket.get(), m_buffer.data(), m_buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failed("recvmsg");
        parseDatagram(std::span(m_buffer).first(static_cast<std::size_t>(size)), m_sequence, dump);
    }
    if (dump.error != 0)
        return tl::unexpected(SysError{"recvmsg", dump.error});
    return dump;
}

} // namespace core
