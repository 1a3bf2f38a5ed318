// SPDX-License-Identifier: GPL-3.0-or-later
// The two addresses that tell a connection from all others, as a key.
#pragma once

#include "core/net/address.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace core {

/// Addresses and ports of client and server. An IPv4 address and the same one mapped into IPv6 are one. A plain value
/// that allocates nothing: one is made for every connection.
class AddressPair
{
public:
    /// None for sockets whose two ends cannot be told from their addresses (UNIX domain), or that are not bound.
    static std::optional<AddressPair> of(const Address& client, const Address& server);

    friend bool operator==(const AddressPair& a, const AddressPair& b) = default;

    struct Hash
    {
        std::size_t operator()(const AddressPair& pair) const noexcept;
    };

private:
    std::array<std::uint64_t, 5> m_words{}; // two addresses of 16 bytes, two ports
};

} // namespace core
