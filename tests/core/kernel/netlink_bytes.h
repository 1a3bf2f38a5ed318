// SPDX-License-Identifier: GPL-3.0-or-later
// Builds answers of NETLINK_SOCK_DIAG byte by byte, for tests of their parser.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <span>
#include <string_view>
#include <vector>

using NetlinkBytes = std::vector<std::byte>;

inline void append(NetlinkBytes& to, std::span<const std::byte> bytes)
{
    to.insert(to.end(), bytes.begin(), bytes.end());
    to.resize((to.size() + 3) & ~std::size_t{3});
}

template <class T>
NetlinkBytes asBytes(const T& value)
{
    const auto bytes = std::as_bytes(std::span(&value, 1));
    return {bytes.begin(), bytes.end()};
}

inline void addAttribute(NetlinkBytes& to, int type, std::span<const std::byte> value)
{
    const nlattr header{static_cast<std::uint16_t>(sizeof(nlattr) + value.size()), static_cast<std::uint16_t>(type)};
    NetlinkBytes whole = asBytes(header);
    whole.insert(whole.end(), value.begin(), value.end());
    append(to, whole);
}

inline NetlinkBytes message(std::uint16_t type, std::uint32_t sequence, const NetlinkBytes& payload,
                            std::uint16_t flags = NLM_F_MULTI)
{
    const nlmsghdr header{static_cast<std::uint32_t>(sizeof(nlmsghdr) + payload.size()), type, flags, sequence, 0};
    NetlinkBytes bytes = asBytes(header);
    append(bytes, payload);
    return bytes;
}

/// 127.0.0.1:8080 <-> 127.0.0.1:54321 in the given state, with tcp_info.
inline NetlinkBytes inetPayload(std::uint8_t state = 1)
{
    inet_diag_msg head{};
    head.idiag_family = AF_INET;
    head.idiag_state = state;
    head.idiag_timer = 1;
    head.idiag_retrans = 2;
    head.idiag_expires = 250;
    head.idiag_rqueue = 5;
    head.idiag_wqueue = 7;
    head.idiag_uid = 1000;
    head.idiag_inode = 4711;
    head.id.idiag_sport = htons(8080);
    head.id.idiag_dport = htons(54321);
    head.id.idiag_src[0] = htonl(INADDR_LOOPBACK);
    head.id.idiag_dst[0] = htonl(INADDR_LOOPBACK);
    head.id.idiag_cookie[0] = 9;
    head.id.idiag_cookie[1] = 1;
    tcp_info info{};
    info.tcpi_rtt = 41;
    info.tcpi_rttvar = 20;
    info.tcpi_snd_cwnd = 10;
    info.tcpi_snd_mss = 32768;
    info.tcpi_total_retrans = 3;
    NetlinkBytes bytes = asBytes(head);
    addAttribute(bytes, INET_DIAG_SHUTDOWN, asBytes(std::uint8_t{0}));
    addAttribute(bytes, INET_DIAG_INFO, asBytes(info));
    return bytes;
}

inline NetlinkBytes unixPayload(std::string_view name)
{
    unix_diag_msg head{};
    head.udiag_family = AF_UNIX;
    head.udiag_type = SOCK_STREAM;
    head.udiag_state = 10; // LISTEN
    head.udiag_ino = 77;
    head.udiag_cookie[0] = 3;
    NetlinkBytes bytes = asBytes(head);
    addAttribute(bytes, UNIX_DIAG_NAME, std::as_bytes(std::span(name)));
    addAttribute(bytes, UNIX_DIAG_PEER, asBytes(std::uint32_t{78}));
    addAttribute(bytes, UNIX_DIAG_RQLEN, asBytes(unix_diag_rqlen{1, 5}));
    addAttribute(bytes, UNIX_DIAG_UID, asBytes(std::uint32_t{1001}));
    return bytes;
}
