// SPDX-License-Identifier: GPL-3.0-or-later
// What the program and the helper of the private network say to each other: one message a datagram of a UNIX
// SOCK_SEQPACKET pair, in the byte order of the machine.
#pragma once

#include <cstdint>
#include <type_traits>

namespace core {

/// What the helper does at its start, in this order.
enum class NetworkStep : std::uint32_t {
    None,
    Namespace,   ///< unshare(2)
    MapUser,     ///< /proc/self/uid_map and gid_map, user_namespaces(7)
    Loopback,    ///< `lo` goes up: SIOCSIFFLAGS, netdevice(7)
    SilentRoute, ///< The route to kSilentNetwork: RTM_NEWROUTE, rtnetlink(7). Without it the network is usable.
};

/// "Make a socket": from the program. Answered by one NetworkReply of kind Socket.
struct NetworkRequest
{
    static constexpr std::uint32_t kMagic = 0x514e'5053; // "SPNQ"

    std::uint32_t magic = kMagic;
    std::uint16_t version = 1;
    std::uint16_t unused = 0;
    std::int32_t domain = 0;
    std::int32_t type = 0;
    std::int32_t protocol = 0;
};

enum class NetworkReplyKind : std::uint16_t {
    Ready = 1, ///< First and once: how the start went. After an error in a step before SilentRoute the helper ends.
    Socket,    ///< With the descriptor in SCM_RIGHTS unless `error` says why there is none.
};

struct NetworkReply
{
    static constexpr std::uint32_t kMagic = 0x524e'5053; // "SPNR"

    std::uint32_t magic = kMagic;
    std::uint16_t version = 1;
    NetworkReplyKind kind = NetworkReplyKind::Ready;
    std::int32_t error = 0;               ///< errno(3) of the step, or of socket(2); 0: all went well.
    NetworkStep step = NetworkStep::None; ///< Ready: the one that failed.
    std::uint64_t inode = 0;              ///< Ready: of the network namespace, namespaces(7).

    bool isWellFormed() const noexcept
    {
        return magic == kMagic && version == 1 && error >= 0 && error < 4096 && step <= NetworkStep::SilentRoute;
    }
};

static_assert(sizeof(NetworkRequest) == 20 && std::is_trivially_copyable_v<NetworkRequest>);
static_assert(sizeof(NetworkReply) == 24 && std::is_trivially_copyable_v<NetworkReply>);

} // namespace core
