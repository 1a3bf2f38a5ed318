// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/address_pair.h"

#include <cstring>
#include <netinet/in.h>

namespace core {

namespace {

in6_addr mapped(const Address& address)
{
    in6_addr bytes{};
    if (address.family() == AF_INET) {
        const auto* in = reinterpret_cast<const sockaddr_in*>(address.raw());
        bytes.s6_addr[10] = bytes.s6_addr[11] = 0xff;
        std::memcpy(&bytes.s6_addr[12], &in->sin_addr, sizeof in->sin_addr);
    } else if (address.family() == AF_INET6) {
        bytes = reinterpret_cast<const sockaddr_in6*>(address.raw())->sin6_addr;
    }
    return bytes;
}

} // namespace

std::optional<AddressPair> AddressPair::of(const Address& client, const Address& server)
{
    if (client.port() == 0 || server.port() == 0)
        return std::nullopt;
    AddressPair pair;
    // Who connects to "every address" is connected to this machine's own (ip(7)).
    const std::array<in6_addr, 2> ends{mapped(client), mapped(server.isAny() ? client : server)};
    static_assert(sizeof ends == 4 * sizeof(std::uint64_t));
    std::memcpy(pair.m_words.data(), ends.data(), sizeof ends);
    pair.m_words[4] = std::uint64_t{client.port()} << 16 | server.port();
    return pair;
}

std::size_t AddressPair::Hash::operator()(const AddressPair& pair) const noexcept
{
    std::uint64_t hash = 0;
    for (const std::uint64_t word : pair.m_words) {
        hash = (hash ^ word) * 0x9e3779b97f4a7c15U; // 2^64 divided by the golden ratio: every bit reaches the high ones
        hash ^= hash >> 32;
    }
    return hash;
}

} // namespace core
