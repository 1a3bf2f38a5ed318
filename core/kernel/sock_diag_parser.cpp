// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/sock_diag_parser.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <sys/un.h>

namespace core {

namespace {

using Bytes = std::span<const std::byte>;

// Messages and attributes begin at multiples of 4 bytes, netlink(7).
constexpr std::size_t aligned(std::size_t length)
{
    return (length + 3) & ~std::size_t{3};
}

template <class T>
std::optional<T> valueAt(Bytes bytes)
{
    if (bytes.size() < sizeof(T))
        return std::nullopt;
    T value{};
    std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
}

template <class T>
Bytes bytesOf(const T& value)
{
    return std::as_bytes(std::span(&value, 1));
}

/// Calls use(type, value) for each attribute. False when what follows the last whole one is no attribute. Done by hand
/// because the bytes need not be aligned, as libmnl's structures must.
template <class Use>
bool forEachAttribute(Bytes bytes, Use use)
{
    while (!bytes.empty()) {
        const auto header = valueAt<nlattr>(bytes);
        if (!header || header->nla_len < sizeof(nlattr) || header->nla_len > bytes.size())
            return false;
        use(header->nla_type & NLA_TYPE_MASK, bytes.subspan(sizeof(nlattr), header->nla_len - sizeof(nlattr)));
        bytes = bytes.subspan(std::min(aligned(header->nla_len), bytes.size()));
    }
    return true;
}

template <class Message>
Bytes attributesAfter(Bytes payload)
{
    return payload.subspan(std::min(aligned(sizeof(Message)), payload.size()));
}

std::uint64_t cookieOf(const std::uint32_t (&halves)[2])
{
    return std::uint64_t{halves[1]} << 32 | halves[0];
}

// State numbers that TcpState does not have are the kernel's halves of SYN_RECV and of bound sockets.
TcpState stateOf(std::uint8_t number)
{
    constexpr std::uint8_t kNewSynRecv = 12; // include/net/tcp_states.h
    constexpr std::uint8_t kBoundInactive = 13;
    if (number == kNewSynRecv)
        return TcpState::SynRecv;
    if (number == kBoundInactive)
        return TcpState::Closed;
    return number <= static_cast<std::uint8_t>(TcpState::Closing) ? static_cast<TcpState>(number) : TcpState::Unknown;
}

SocketTimer timerOf(std::uint8_t number)
{
    return number < static_cast<std::uint8_t>(SocketTimer::Unknown) ? static_cast<SocketTimer>(number)
                                                                    : SocketTimer::Unknown;
}

Address inetAddress(int family, const std::uint32_t (&address)[4], std::uint16_t portBigEndian, std::uint32_t interface)
{
    if (family == AF_INET) {
        sockaddr_in ip4{};
        ip4.sin_family = AF_INET;
        ip4.sin_port = portBigEndian;
        std::memcpy(&ip4.sin_addr, address, sizeof ip4.sin_addr);
        return Address::fromBytes(bytesOf(ip4));
    }
    sockaddr_in6 ip6{};
    ip6.sin6_family = AF_INET6;
    ip6.sin6_port = portBigEndian;
    std::memcpy(&ip6.sin6_addr, address, sizeof ip6.sin6_addr);
    if (IN6_IS_ADDR_LINKLOCAL(&ip6.sin6_addr))
        ip6.sin6_scope_id = interface;
    return Address::fromBytes(bytesOf(ip6));
}

// Older kernels tell less of tcp_info: what is missing stays zero. Nothing when not even the congestion window came.
std::optional<TcpMetrics> metricsFrom(Bytes bytes)
{
    if (bytes.size() < offsetof(tcp_info, tcpi_snd_cwnd) + sizeof(tcp_info::tcpi_snd_cwnd))
        return std::nullopt;
    tcp_info info{};
    std::memcpy(&info, bytes.data(), std::min(bytes.size(), sizeof info));
    return TcpMetrics{info.tcpi_rtt, info.tcpi_rttvar, info.tcpi_snd_cwnd, info.tcpi_snd_mss, info.tcpi_total_retrans};
}

Address unixAddress(Bytes name)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::size_t length = std::min(name.size(), sizeof address.sun_path);
    if (length > 0)
        std::memcpy(address.sun_path, name.data(), length);
    return Address::fromBytes(bytesOf(address).first(offsetof(sockaddr_un, sun_path) + length));
}

void addMessage(std::uint16_t type, Bytes payload, SocketDump& dump)
{
    if (type == NLMSG_DONE || type == NLMSG_ERROR) {
        const auto code = valueAt<std::int32_t>(payload); // nlmsgerr starts with it, too; negative or 0
        dump.done = type == NLMSG_DONE;
        if (code && *code < 0 && *code > -4096)
            dump.error = -*code;
        else if (type == NLMSG_ERROR && !(code && *code == 0))
            dump.error = EPROTO;
        return;
    }
    if (type != SOCK_DIAG_BY_FAMILY)
        return; // NLMSG_NOOP and what we did not ask for
    const bool isUnix = !payload.empty() && static_cast<int>(payload[0]) == AF_UNIX;
    if (auto socket = isUnix ? parseUnixSocket(payload) : parseInetSocket(payload))
        dump.sockets.push_back(*socket);
    else
        ++dump.malformed;
}

} // namespace

std::optional<KernelSocket> parseInetSocket(Bytes payload)
{
    const auto message = valueAt<inet_diag_msg>(payload);
    if (!message || (message->idiag_family != AF_INET && message->idiag_family != AF_INET6))
        return std::nullopt;
    KernelSocket socket;
    socket.family = message->idiag_family;
    socket.state = stateOf(message->idiag_state);
    socket.timer = timerOf(message->idiag_timer);
    socket.timerRetries = message->idiag_retrans;
    socket.timerMs = socket.timer == SocketTimer::Off ? 0 : message->idiag_expires;
    socket.receiveQueue = message->idiag_rqueue;
    socket.sendQueue = message->idiag_wqueue;
    socket.inode = message->idiag_inode;
    if (socket.inode != 0)
        socket.uid = message->idiag_uid;
    const inet_diag_sockid& id = message->id;
    socket.cookie = cookieOf(id.idiag_cookie);
    socket.local = inetAddress(socket.family, id.idiag_src, id.idiag_sport, id.idiag_if);
    socket.peer = inetAddress(socket.family, id.idiag_dst, id.idiag_dport, id.idiag_if);
    const bool whole = forEachAttribute(attributesAfter<inet_diag_msg>(payload), [&socket](int type, Bytes value) {
        if (type == INET_DIAG_INFO && !socket.isListener())
            socket.metrics = metricsFrom(value);
    });
    return whole ? std::optional(socket) : std::nullopt;
}

std::optional<KernelSocket> parseUnixSocket(Bytes payload)
{
    const auto message = valueAt<unix_diag_msg>(payload);
    if (!message || message->udiag_family != AF_UNIX)
        return std::nullopt;
    KernelSocket socket;
    socket.family = AF_UNIX;
    socket.type = message->udiag_type;
    socket.state = stateOf(message->udiag_state);
    socket.inode = message->udiag_ino;
    socket.cookie = cookieOf(message->udiag_cookie);
    socket.local = unixAddress({});
    const bool whole = forEachAttribute(attributesAfter<unix_diag_msg>(payload), [&socket](int type, Bytes value) {
        if (type == UNIX_DIAG_NAME) {
            socket.local = unixAddress(value);
        } else if (type == UNIX_DIAG_PEER) {
            socket.peerInode = valueAt<std::uint32_t>(value).value_or(0);
        } else if (type == UNIX_DIAG_UID) {
            socket.uid = valueAt<std::uint32_t>(value);
        } else if (type == UNIX_DIAG_RQLEN) {
            const unix_diag_rqlen queues = valueAt<unix_diag_rqlen>(value).value_or(unix_diag_rqlen{});
            socket.receiveQueue = queues.udiag_rqueue;
            socket.sendQueue = queues.udiag_wqueue;
        }
    });
    return whole ? std::optional(socket) : std::nullopt;
}

void parseDatagram(Bytes datagram, std::uint32_t sequence, SocketDump& dump)
{
    while (!datagram.empty() && !dump.done && dump.error == 0) {
        const auto header = valueAt<nlmsghdr>(datagram);
        if (!header || header->nlmsg_len < sizeof(nlmsghdr) || header->nlmsg_len > datagram.size()) {
            ++dump.malformed; // where the next one would begin cannot be known
            return;
        }
        if (header->nlmsg_seq == sequence) {
            dump.interrupted = dump.interrupted || (header->nlmsg_flags & NLM_F_DUMP_INTR) != 0;
            addMessage(header->nlmsg_type, datagram.subspan(sizeof(nlmsghdr), header->nlmsg_len - sizeof(nlmsghdr)),
                       dump);
        }
        datagram = datagram.subspan(std::min(aligned(header->nlmsg_len), datagram.size()));
    }
}

} // namespace core
