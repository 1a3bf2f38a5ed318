// SPDX-License-Identifier: GPL-3.0-or-later
// What kind a socket is, and what differs between the kinds: here, and nowhere else.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

namespace core {

/// Address family and type, the first two arguments of socket(2). A plain value.
struct SocketKind
{
    int family = AF_INET;   ///< AF_INET, AF_INET6, AF_UNIX
    int type = SOCK_STREAM; ///< Without flags.

    /// The third argument of socket(2); 0 where the family has only one.
    constexpr int protocol() const noexcept { return hasTcpState() ? IPPROTO_TCP : 0; }
    constexpr bool isIp() const noexcept { return family == AF_INET || family == AF_INET6; }
    /// The kernel keeps the states of RFC 9293 for it (getsockopt TCP_INFO).
    constexpr bool hasTcpState() const noexcept { return isIp() && type == SOCK_STREAM; }
    /// An address can be had again while connections of before are in TIME_WAIT, when SO_REUSEADDR is set (socket(7)).
    constexpr bool canReuseAddress() const noexcept { return isIp(); }
    /// Several sockets may listen on one address, and share its connections: SO_REUSEPORT (socket(7)).
    constexpr bool canSharePort() const noexcept { return isIp(); }
    /// A listener may take IPv4 connections as well: IPV6_V6ONLY (ipv6(7)).
    constexpr bool canBeDualStack() const noexcept { return family == AF_INET6; }
    /// The kernel knows which process is at the other end: SO_PEERCRED (unix(7)).
    constexpr bool knowsPeerProcess() const noexcept { return family == AF_UNIX; }

    friend constexpr bool operator==(const SocketKind& a, const SocketKind& b) = default;
};

} // namespace core
