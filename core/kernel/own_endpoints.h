// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses this program used, so that its sockets can be told from others also after their descriptors are gone.
#pragma once

#include "core/event/event.h"
#include "core/kernel/kernel_socket.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>

namespace core {

/// Learns from the recorded calls bind, listen, getsockname and connect. Keeps where the program listened (the newest
/// 256) and the pairs of addresses over which it connected (the newest 4,096). A value, one thread at a time.
class OwnEndpoints
{
public:
    /// An IP address, IPv4 written as IPv4-mapped IPv6, and a port: the two ends of a dual-stack pair compare equal.
    struct Endpoint
    {
        std::array<std::uint8_t, 16> host{};
        std::uint16_t port = 0;

        auto operator<=>(const Endpoint&) const = default;
        bool isAny() const noexcept;
        bool isLoopback() const noexcept;
    };
    static Endpoint endpointOf(const Address& address);

    /// True when something was learned.
    bool apply(const Event& event);
    /// True for a TCP socket with one end where the program listened or with both ends of one of its connections: its
    /// own ends, the other ends on this machine, and those that no longer have a descriptor.
    bool contains(const KernelSocket& socket) const;

private:
    struct Pair
    {
        Endpoint local;
        Endpoint peer;

        auto operator<=>(const Pair&) const = default;
    };
    struct Descriptor
    {
        Endpoint local;
        Endpoint peer;
        bool listens = false;
    };

    bool learn(const Descriptor& descriptor);

    std::unordered_map<std::int32_t, Descriptor> m_descriptors; // open ones
    std::deque<Endpoint> m_listeners;
    std::deque<Pair> m_pairs;
};

} // namespace core
