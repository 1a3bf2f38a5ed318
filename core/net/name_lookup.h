// SPDX-License-Identifier: GPL-3.0-or-later
// Host names to addresses, asked afresh each time.
#pragma once

#include "core/net/address.h"

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace core {

/// Why a look-up gave nothing: an error of getaddrinfo(3). A plain value.
struct LookupError
{
    int code = 0;     ///< EAI_NONAME, EAI_AGAIN and so on.
    int sysError = 0; ///< errno(3) with EAI_SYSTEM, else 0.

    /// "EAI_AGAIN"; the number itself where it has no name.
    std::string name() const;
    /// What the C library says, in the words of the program's locale.
    std::string text() const;

    /// Whether the name exists could not be found out: no server answered, or a call failed on the way.
    bool isTemporary() const;

    friend bool operator==(const LookupError&, const LookupError&) = default;
};

/// All addresses of a host for stream sockets, IPv4 and IPv6, in the order of the system (getaddrinfo(3), RFC 6724);
/// none twice, never empty. Any thread; blocks as long as the resolver needs, which may be many seconds.
tl::expected<std::vector<Address>, LookupError> lookUp(const std::string& host, std::uint16_t port);

} // namespace core
