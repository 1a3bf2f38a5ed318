// SPDX-License-Identifier: GPL-3.0-or-later
// Names and values of socket options.
#include "core/text/option_text.h"

#include "core/text/event_text.h"
#include "core/text/flag_names.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/socket.h>
#include <sys/time.h>

namespace core {
namespace {

#define NAMED(constant)                                                                                                \
    FlagName                                                                                                           \
    {                                                                                                                  \
        static_cast<std::uint32_t>(constant), #constant                                                                \
    }

// asm-generic/socket.h, socket(7)
constexpr std::array kSocketOptions{
    NAMED(SO_DEBUG),           NAMED(SO_REUSEADDR),    NAMED(SO_TYPE),      NAMED(SO_ERROR),
    NAMED(SO_DONTROUTE),       NAMED(SO_BROADCAST),    NAMED(SO_SNDBUF),    NAMED(SO_RCVBUF),
    NAMED(SO_SNDBUFFORCE),     NAMED(SO_RCVBUFFORCE),  NAMED(SO_KEEPALIVE), NAMED(SO_OOBINLINE),
    NAMED(SO_NO_CHECK),        NAMED(SO_PRIORITY),     NAMED(SO_LINGER),    NAMED(SO_BSDCOMPAT),
    NAMED(SO_REUSEPORT),       NAMED(SO_PASSCRED),     NAMED(SO_PEERCRED),  NAMED(SO_RCVLOWAT),
    NAMED(SO_SNDLOWAT),        NAMED(SO_RCVTIMEO),     NAMED(SO_SNDTIMEO),  NAMED(SO_BINDTODEVICE),
    NAMED(SO_TIMESTAMP),       NAMED(SO_ACCEPTCONN),   NAMED(SO_PEERSEC),   NAMED(SO_MARK),
    NAMED(SO_TIMESTAMPING),    NAMED(SO_PROTOCOL),     NAMED(SO_DOMAIN),    NAMED(SO_BUSY_POLL),
    NAMED(SO_MAX_PACING_RATE), NAMED(SO_INCOMING_CPU), NAMED(SO_MEMINFO),   NAMED(SO_COOKIE),
    NAMED(SO_ZEROCOPY)};

// netinet/tcp.h, tcp(7)
constexpr std::array kTcpOptions{NAMED(TCP_NODELAY),
                                 NAMED(TCP_MAXSEG),
                                 NAMED(TCP_CORK),
                                 NAMED(TCP_KEEPIDLE),
                                 NAMED(TCP_KEEPINTVL),
                                 NAMED(TCP_KEEPCNT),
                                 NAMED(TCP_SYNCNT),
                                 NAMED(TCP_LINGER2),
                                 NAMED(TCP_DEFER_ACCEPT),
                                 NAMED(TCP_WINDOW_CLAMP),
                                 NAMED(TCP_INFO),
                                 NAMED(TCP_QUICKACK),
                                 NAMED(TCP_CONGESTION),
                                 NAMED(TCP_MD5SIG),
                                 NAMED(TCP_USER_TIMEOUT),
                                 NAMED(TCP_REPAIR),
                                 NAMED(TCP_FASTOPEN),
                                 NAMED(TCP_TIMESTAMP),
                                 NAMED(TCP_NOTSENT_LOWAT),
                                 NAMED(TCP_CC_INFO),
                                 NAMED(TCP_SAVE_SYN),
                                 NAMED(TCP_SAVED_SYN),
                                 NAMED(TCP_FASTOPEN_CONNECT),
                                 NAMED(TCP_ULP),
                                 NAMED(TCP_INQ)};

// ip(7), ipv6(7)
constexpr std::array kIpOptions{
    NAMED(IP_TOS), NAMED(IP_TTL),      NAMED(IP_RECVERR),     NAMED(IP_MTU_DISCOVER),
    NAMED(IP_MTU), NAMED(IP_FREEBIND), NAMED(IP_TRANSPARENT), NAMED(IP_BIND_ADDRESS_NO_PORT)};
constexpr std::array kIp6Options{NAMED(IPV6_V6ONLY), NAMED(IPV6_UNICAST_HOPS), NAMED(IPV6_RECVERR), NAMED(IPV6_TCLASS),
                                 NAMED(IPV6_MTU),    NAMED(IPV6_MTU_DISCOVER), NAMED(IPV6_FREEBIND)};

constexpr std::array kLevels{NAMED(SOL_SOCKET), NAMED(IPPROTO_IP), NAMED(IPPROTO_TCP), NAMED(IPPROTO_IPV6)};

// TCP states of the kernel, which begin at 1 (include/net/tcp_states.h).
constexpr std::array kTcpStates{NAMED(TCP_ESTABLISHED), NAMED(TCP_SYN_SENT),   NAMED(TCP_SYN_RECV),
                                NAMED(TCP_FIN_WAIT1),   NAMED(TCP_FIN_WAIT2),  NAMED(TCP_TIME_WAIT),
                                NAMED(TCP_CLOSE),       NAMED(TCP_CLOSE_WAIT), NAMED(TCP_LAST_ACK),
                                NAMED(TCP_LISTEN),      NAMED(TCP_CLOSING),    FlagName{12, "TCP_NEW_SYN_RECV"}};

#undef NAMED

// A field of struct tcp_info with 32 bits.
struct TcpField
{
    std::string_view name;
    std::size_t offset;
};

// What tells most about a connection; the rest of the structure is in the bytes. Times are microseconds.
constexpr std::array kTcpFields{
    TcpField{"tcpi_unacked", offsetof(tcp_info, tcpi_unacked)},
    TcpField{"tcpi_lost", offsetof(tcp_info, tcpi_lost)},
    TcpField{"tcpi_rtt", offsetof(tcp_info, tcpi_rtt)},
    TcpField{"tcpi_rttvar", offsetof(tcp_info, tcpi_rttvar)},
    TcpField{"tcpi_snd_cwnd", offsetof(tcp_info, tcpi_snd_cwnd)},
    TcpField{"tcpi_snd_mss", offsetof(tcp_info, tcpi_snd_mss)},
    TcpField{"tcpi_total_retrans", offsetof(tcp_info, tcpi_total_retrans)},
};
// A listening socket has its accept queue in two fields of the same structure: how many wait, and the backlog.
constexpr std::array kListenFields{
    TcpField{"tcpi_unacked", offsetof(tcp_info, tcpi_unacked)},
    TcpField{"tcpi_sacked", offsetof(tcp_info, tcpi_sacked)},
};

template <class T>
std::optional<T> read(std::span<const std::byte> bytes, std::size_t offset = 0)
{
    if (bytes.size() < offset || bytes.size() - offset < sizeof(T))
        return std::nullopt;
    T value{};
    std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

void appendTcpInfo(TextBuffer& out, std::span<const std::byte> value)
{
    append(out, "{tcpi_state=");
    const auto state = std::to_integer<std::int32_t>(value[offsetof(tcp_info, tcpi_state)]);
    appendConstant(out, kTcpStates, state);
    const auto fields = state == TCP_LISTEN ? std::span<const TcpField>(kListenFields) : kTcpFields;
    for (const TcpField& field : fields) {
        const auto number = read<std::uint32_t>(value, field.offset);
        if (!number)
            break;
        append(out, ", ");
        append(out, field.name);
        out.push_back('=');
        appendInteger(out, *number);
    }
    append(out, ", ...}");
}

// Options whose number has a name. False: print the number.
bool appendNamedNumber(TextBuffer& out, std::int32_t level, std::int32_t option, std::int32_t value)
{
    if (level != SOL_SOCKET || value == 0)
        return false;
    switch (option) {
    case SO_ERROR:
        appendErrno(out, value);
        return true;
    case SO_TYPE:
        appendSocketType(out, value);
        return true;
    case SO_DOMAIN:
        appendDomain(out, value);
        return true;
    case SO_PROTOCOL:
        appendIpProtocol(out, value);
        return true;
    default:
        return false;
    }
}

bool appendStructure(TextBuffer& out, std::int32_t level, std::int32_t option, std::span<const std::byte> value)
{
    const auto to = std::back_inserter(out);
    if (level == IPPROTO_TCP && option == TCP_INFO && !value.empty()) {
        appendTcpInfo(out, value);
        return true;
    }
    if (level != SOL_SOCKET)
        return false;
    if (option == SO_LINGER) {
        const auto linger = value.size() == sizeof(::linger) ? read<::linger>(value) : std::nullopt;
        if (linger)
            fmt::format_to(to, FMT_STRING("{{l_onoff={}, l_linger={}}}"), linger->l_onoff, linger->l_linger);
        return linger.has_value();
    }
    if (option == SO_RCVTIMEO || option == SO_SNDTIMEO) {
        const auto time = value.size() == sizeof(timeval) ? read<timeval>(value) : std::nullopt;
        if (time)
            fmt::format_to(to, FMT_STRING("{{tv_sec={}, tv_usec={}}}"), time->tv_sec, time->tv_usec);
        return time.has_value();
    }
    if (option == SO_PEERCRED) {
        const auto peer = value.size() == sizeof(ucred) ? read<ucred>(value) : std::nullopt;
        if (peer)
            fmt::format_to(to, FMT_STRING("{{pid={}, uid={}, gid={}}}"), peer->pid, peer->uid, peer->gid);
        return peer.has_value();
    }
    return false;
}

bool isText(std::int32_t level, std::int32_t option)
{
    return (level == SOL_SOCKET && option == SO_BINDTODEVICE) ||
           (level == IPPROTO_TCP && (option == TCP_CONGESTION || option == TCP_ULP));
}

} // namespace

void appendOptionLevel(TextBuffer& out, std::int32_t level)
{
    appendConstant(out, kLevels, level);
}

void appendOption(TextBuffer& out, std::int32_t level, std::int32_t option)
{
    switch (level) {
    case SOL_SOCKET:
        return appendConstant(out, kSocketOptions, option);
    case IPPROTO_TCP:
        return appendConstant(out, kTcpOptions, option);
    case IPPROTO_IP:
        return appendConstant(out, kIpOptions, option);
    case IPPROTO_IPV6:
        return appendConstant(out, kIp6Options, option);
    default:
        return appendHexNumber(out, static_cast<std::uint32_t>(option));
    }
}

void appendOptionValue(TextBuffer& out, std::int32_t level, std::int32_t option, std::span<const std::byte> value)
{
    if (isText(level, option)) { // the kernel may fill the rest of the room with NUL
        const auto end = std::find(value.begin(), value.end(), std::byte{0});
        return appendQuoted(out, value.first(static_cast<std::size_t>(end - value.begin())), kTextPayloadBytes);
    }
    if (appendStructure(out, level, option, value))
        return;
    const auto number = read<std::int32_t>(value);
    if (value.size() != sizeof(std::int32_t) || !number)
        return appendQuoted(out, value, kTextPayloadBytes);
    out.push_back('[');
    if (!appendNamedNumber(out, level, option, *number))
        appendInteger(out, *number);
    out.push_back(']');
}

} // namespace core
