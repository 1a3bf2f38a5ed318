// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/own_endpoints.h"

#include <algorithm>
#include <cstring>
#include <netinet/in.h>

namespace core {

namespace {

constexpr std::size_t kMaxListeners = 256;
constexpr std::size_t kMaxPairs = 4096;
constexpr std::size_t kMaxDescriptors = 65'536;
constexpr std::size_t kIp4At = 12; // where the IPv4 address stands in an IPv4-mapped one, RFC 4291 section 2.5.5.2

template <class Value>
bool addTo(std::deque<Value>& kept, const Value& value, std::size_t limit)
{
    if (std::find(kept.rbegin(), kept.rend(), value) != kept.rend())
        return false;
    kept.push_back(value);
    if (kept.size() > limit)
        kept.pop_front();
    return true;
}

bool isMapped(const std::array<std::uint8_t, 16>& host)
{
    return std::all_of(host.begin(), host.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
           host[10] == 0xff && host[11] == 0xff;
}

} // namespace

bool OwnEndpoints::Endpoint::isAny() const noexcept
{
    const auto from = host.begin() + (isMapped(host) ? kIp4At : 0);
    return std::all_of(from, host.end(), [](std::uint8_t byte) { return byte == 0; });
}

bool OwnEndpoints::Endpoint::isLoopback() const noexcept
{
    if (isMapped(host))
        return host[kIp4At] == 127;
    return host[15] == 1 && std::all_of(host.begin(), host.begin() + 15, [](std::uint8_t byte) { return byte == 0; });
}

OwnEndpoints::Endpoint OwnEndpoints::endpointOf(const Address& address)
{
    Endpoint endpoint;
    if (address.family() == AF_INET && address.size() >= sizeof(sockaddr_in)) {
        sockaddr_in ip4{};
        std::memcpy(&ip4, address.raw(), sizeof ip4);
        endpoint.host[10] = endpoint.host[11] = 0xff;
        std::memcpy(&endpoint.host[kIp4At], &ip4.sin_addr, sizeof ip4.sin_addr);
        endpoint.port = ntohs(ip4.sin_port);
    } else if (address.family() == AF_INET6 && address.size() >= offsetof(sockaddr_in6, sin6_scope_id)) {
        sockaddr_in6 ip6{};
        std::memcpy(&ip6, address.raw(), std::min<std::size_t>(address.size(), sizeof ip6));
        std::memcpy(endpoint.host.data(), &ip6.sin6_addr, sizeof ip6.sin6_addr);
        endpoint.port = ntohs(ip6.sin6_port);
    }
    return endpoint;
}

bool OwnEndpoints::apply(const Event& event)
{
    if (event.kind != EventKind::Call)
        return false;
    if (event.call == Call::Close) {
        m_descriptors.erase(event.fd);
        return false;
    }
    const bool has = event.call == Call::Bind || event.call == Call::Getsockname || event.call == Call::Connect;
    if (!has && event.call != Call::Listen)
        return false;
    // A connect that is refused at once or still under way used its addresses all the same.
    if (event.error != 0 && event.call != Call::Connect)
        return false;
    if (m_descriptors.size() >= kMaxDescriptors && !m_descriptors.contains(event.fd))
        m_descriptors.clear(); // their close was not recorded
    Descriptor& descriptor = m_descriptors[event.fd];
    if (event.call == Call::Listen) {
        descriptor.listens = true;
    } else {
        const Endpoint endpoint = endpointOf(Address::fromBytes(event.bytes()));
        (event.call == Call::Connect ? descriptor.peer : descriptor.local) = endpoint;
    }
    return learn(descriptor);
}

bool OwnEndpoints::learn(const Descriptor& descriptor)
{
    if (descriptor.local.port == 0)
        return false;
    if (descriptor.listens)
        return addTo(m_listeners, descriptor.local, kMaxListeners);
    return descriptor.peer.port != 0 && addTo(m_pairs, Pair{descriptor.local, descriptor.peer}, kMaxPairs);
}

bool OwnEndpoints::contains(const KernelSocket& socket) const
{
    if (socket.family != AF_INET && socket.family != AF_INET6)
        return false;
    const Endpoint local = endpointOf(socket.local);
    const Endpoint peer = endpointOf(socket.peer);
    const auto isOf = [&](const Endpoint& listener) {
        if (listener.port == local.port && (listener.host == local.host || listener.isAny() || local.isAny()))
            return true;
        // A connection to the same port of another machine is none to us.
        return listener.port == peer.port &&
               (listener.host == peer.host || (listener.isAny() && (peer.isLoopback() || peer.host == local.host)));
    };
    if (std::any_of(m_listeners.begin(), m_listeners.end(), isOf))
        return true;
    const Pair pair{local, peer};
    const Pair reverse{peer, local};
    return std::any_of(m_pairs.begin(), m_pairs.end(), [&](const Pair& own) { return own == pair || own == reverse; });
}

} // namespace core
