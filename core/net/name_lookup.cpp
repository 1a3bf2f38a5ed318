// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/name_lookup.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <netdb.h>

namespace core {

namespace {

struct FreeAddresses
{
    void operator()(addrinfo* list) const noexcept { ::freeaddrinfo(list); }
};

} // namespace

std::string LookupError::name() const
{
    switch (code) {
    case EAI_AGAIN:
        return "EAI_AGAIN";
    case EAI_FAIL:
        return "EAI_FAIL";
    case EAI_MEMORY:
        return "EAI_MEMORY";
    case EAI_NODATA:
        return "EAI_NODATA";
    case EAI_NONAME:
        return "EAI_NONAME";
    case EAI_SYSTEM:
        return "EAI_SYSTEM";
    default:
        return fmt::format("{}", code);
    }
}

std::string LookupError::text() const
{
    return code == EAI_SYSTEM ? std::strerror(sysError) : ::gai_strerror(code);
}

bool LookupError::isTemporary() const
{
    return code == EAI_AGAIN || code == EAI_SYSTEM || code == EAI_MEMORY;
}

tl::expected<std::vector<Address>, LookupError> lookUp(const std::string& host, std::uint16_t port)
{
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    // A name with a NUL in it would be cut short by the C library, and the host in front of it be asked for.
    if (host.empty() || host.find('\0') != std::string::npos)
        return tl::unexpected(LookupError{EAI_NONAME, 0});
    addrinfo* found = nullptr;
    if (const int code = ::getaddrinfo(host.c_str(), nullptr, &wanted, &found); code != 0)
        return tl::unexpected(LookupError{code, code == EAI_SYSTEM ? errno : 0});
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);

    std::vector<Address> addresses;
    for (const addrinfo* each = list.get(); each; each = each->ai_next) {
        const auto* bytes = reinterpret_cast<const std::byte*>(each->ai_addr);
        const Address address = Address::fromBytes({bytes, each->ai_addrlen}).withPort(port);
        if (std::find(addresses.begin(), addresses.end(), address) == addresses.end())
            addresses.push_back(address);
    }
    if (addresses.empty())
        return tl::unexpected(LookupError{EAI_NODATA, 0});
    return addresses;
}

} // namespace core
