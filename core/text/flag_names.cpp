// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the constants and flags in the arguments of system calls, but for socket options.
#include "core/text/flag_names.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <utility>

namespace core {
namespace {

// The number and the name of a constant of a system header.
#define NAMED(constant)                                                                                                \
    FlagName                                                                                                           \
    {                                                                                                                  \
        static_cast<std::uint32_t>(constant), #constant                                                                \
    }

constexpr std::array kDomains{NAMED(AF_UNSPEC),  NAMED(AF_UNIX),   NAMED(AF_INET),  NAMED(AF_INET6),
                              NAMED(AF_NETLINK), NAMED(AF_PACKET), NAMED(AF_VSOCK), NAMED(AF_BLUETOOTH)};

constexpr std::int32_t kTypeMask = 0xf; // the rest of the argument are flags (SOCK_TYPE_MASK of the kernel)
constexpr std::array kTypes{NAMED(SOCK_STREAM), NAMED(SOCK_DGRAM),     NAMED(SOCK_RAW),
                            NAMED(SOCK_RDM),    NAMED(SOCK_SEQPACKET), NAMED(SOCK_DCCP)};
constexpr std::array kSocketFlags{NAMED(SOCK_NONBLOCK), NAMED(SOCK_CLOEXEC)};

constexpr std::array kIpProtocols{NAMED(IPPROTO_IP),   NAMED(IPPROTO_ICMP),    NAMED(IPPROTO_TCP),
                                  NAMED(IPPROTO_UDP),  NAMED(IPPROTO_IPV6),    NAMED(IPPROTO_ICMPV6),
                                  NAMED(IPPROTO_SCTP), NAMED(IPPROTO_UDPLITE), NAMED(IPPROTO_RAW)};

constexpr std::array kMessageFlags{
    NAMED(MSG_OOB),   NAMED(MSG_PEEK),       NAMED(MSG_DONTROUTE), NAMED(MSG_CTRUNC),   NAMED(MSG_PROXY),
    NAMED(MSG_TRUNC), NAMED(MSG_DONTWAIT),   NAMED(MSG_EOR),       NAMED(MSG_WAITALL),  NAMED(MSG_FIN),
    NAMED(MSG_SYN),   NAMED(MSG_CONFIRM),    NAMED(MSG_RST),       NAMED(MSG_ERRQUEUE), NAMED(MSG_NOSIGNAL),
    NAMED(MSG_MORE),  NAMED(MSG_WAITFORONE), NAMED(MSG_ZEROCOPY),  NAMED(MSG_FASTOPEN), NAMED(MSG_CMSG_CLOEXEC)};

constexpr std::array kShutdowns{NAMED(SHUT_RD), NAMED(SHUT_WR), NAMED(SHUT_RDWR)};

constexpr std::array kEpollFlags{NAMED(EPOLL_CLOEXEC)};
constexpr std::array kEpollOperations{NAMED(EPOLL_CTL_ADD), NAMED(EPOLL_CTL_DEL), NAMED(EPOLL_CTL_MOD)};
constexpr std::array kEpollEvents{NAMED(EPOLLIN),     NAMED(EPOLLPRI),     NAMED(EPOLLOUT),    NAMED(EPOLLRDNORM),
                                  NAMED(EPOLLRDBAND), NAMED(EPOLLWRNORM),  NAMED(EPOLLWRBAND), NAMED(EPOLLMSG),
                                  NAMED(EPOLLERR),    NAMED(EPOLLHUP),     NAMED(EPOLLRDHUP),  NAMED(EPOLLEXCLUSIVE),
                                  NAMED(EPOLLWAKEUP), NAMED(EPOLLONESHOT), NAMED(EPOLLET)};

constexpr std::array kPipeFlags{NAMED(O_NONBLOCK), NAMED(O_CLOEXEC), NAMED(O_DIRECT)};
constexpr std::array kSpliceFlags{NAMED(SPLICE_F_MOVE), NAMED(SPLICE_F_NONBLOCK), NAMED(SPLICE_F_MORE),
                                  NAMED(SPLICE_F_GIFT)};

// inode(7)
constexpr std::array kFileKinds{NAMED(S_IFSOCK), NAMED(S_IFLNK), NAMED(S_IFREG), NAMED(S_IFBLK),
                                NAMED(S_IFDIR),  NAMED(S_IFCHR), NAMED(S_IFIFO)};

constexpr std::array kEventfdFlags{NAMED(EFD_SEMAPHORE), NAMED(EFD_NONBLOCK), NAMED(EFD_CLOEXEC)};

#undef NAMED

// Appends the names of known bits, each after '|' when `first` is false; returns the bits without a name.
std::uint32_t appendKnownFlags(TextBuffer& out, std::span<const FlagName> names, std::uint32_t bits, bool& first)
{
    for (const FlagName& flag : names) {
        if ((bits & flag.value) != flag.value)
            continue;
        if (!std::exchange(first, false))
            out.push_back('|');
        append(out, flag.name);
        bits &= ~flag.value;
    }
    return bits;
}

} // namespace

void appendConstant(TextBuffer& out, std::span<const FlagName> names, std::int32_t value)
{
    const auto number = static_cast<std::uint32_t>(value);
    const auto found = std::find_if(names.begin(), names.end(), [=](const FlagName& n) { return n.value == number; });
    if (found != names.end())
        append(out, found->name);
    else
        appendHexNumber(out, number);
}

void appendFlags(TextBuffer& out, std::span<const FlagName> names, std::int32_t value)
{
    if (value == 0)
        return out.push_back('0');
    bool first = true;
    const std::uint32_t unknown = appendKnownFlags(out, names, static_cast<std::uint32_t>(value), first);
    if (unknown == 0)
        return;
    if (!first)
        out.push_back('|');
    appendHexNumber(out, unknown);
}

void appendDomain(TextBuffer& out, std::int32_t domain)
{
    appendConstant(out, kDomains, domain);
}

void appendSocketType(TextBuffer& out, std::int32_t type)
{
    appendConstant(out, kTypes, type & kTypeMask);
    if ((type & ~kTypeMask) != 0) {
        out.push_back('|');
        appendFlags(out, kSocketFlags, type & ~kTypeMask);
    }
}

void appendProtocol(TextBuffer& out, std::int32_t domain, std::int32_t number)
{
    if (number == 0)
        out.push_back('0');
    else if (domain == AF_INET || domain == AF_INET6)
        appendIpProtocol(out, number);
    else
        appendHexNumber(out, static_cast<std::uint32_t>(number));
}

void appendIpProtocol(TextBuffer& out, std::int32_t number)
{
    appendConstant(out, kIpProtocols, number);
}

void appendSocketFlags(TextBuffer& out, std::int32_t flags)
{
    appendFlags(out, kSocketFlags, flags);
}

void appendMessageFlags(TextBuffer& out, std::int32_t flags)
{
    appendFlags(out, kMessageFlags, flags);
}

void appendShutdownHow(TextBuffer& out, std::int32_t how)
{
    appendConstant(out, kShutdowns, how);
}

void appendEpollFlags(TextBuffer& out, std::int32_t flags)
{
    appendFlags(out, kEpollFlags, flags);
}

void appendEpollOperation(TextBuffer& out, std::int32_t operation)
{
    appendConstant(out, kEpollOperations, operation);
}

void appendEpollEvents(TextBuffer& out, std::int32_t events)
{
    appendFlags(out, kEpollEvents, events);
}

void appendEventfdFlags(TextBuffer& out, std::int32_t flags)
{
    appendFlags(out, kEventfdFlags, flags);
}

void appendPipeFlags(TextBuffer& out, std::int32_t flags)
{
    appendFlags(out, kPipeFlags, flags);
}

void appendSpliceFlags(TextBuffer& out, std::int32_t flags)
{
    appendFlags(out, kSpliceFlags, flags);
}

void appendFileMode(TextBuffer& out, std::int32_t mode)
{
    const std::int32_t kind = mode & S_IFMT;
    if (kind != 0) {
        appendConstant(out, kFileKinds, kind);
        out.push_back('|');
    }
    fmt::format_to(std::back_inserter(out), FMT_STRING("0{:03o}"), mode & ~S_IFMT);
}

} // namespace core
