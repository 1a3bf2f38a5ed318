// SPDX-License-Identifier: GPL-3.0-or-later
// The address of a socket: IPv4, IPv6, UNIX domain path or abstract name.
#include "core/net/address.h"

#include "core/text/bytes_text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/un.h>

namespace core {
namespace {

constexpr std::size_t kPathOffset = offsetof(sockaddr_un, sun_path);
static_assert(Address::kMaxUnixName == sizeof(sockaddr_un::sun_path) - 1, "one byte is the NUL before or after");
// An IPv6 address may come without the scope, which was added later (RFC 2133 had none).
constexpr std::size_t kShortIp6 = offsetof(sockaddr_in6, sin6_scope_id);

template <class Sockaddr>
Sockaddr as(const sockaddr_storage& storage)
{
    static_assert(sizeof(Sockaddr) <= sizeof(sockaddr_storage));
    Sockaddr address{};
    std::memcpy(&address, &storage, sizeof(address));
    return address;
}

// The interface after '%': its number or its name. 0: there is none.
std::uint32_t scopeFrom(const std::string& text)
{
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    if (const auto parsed = std::from_chars(text.data(), end, number); parsed.ec == std::errc{} && parsed.ptr == end)
        return number;
    return text.size() < IF_NAMESIZE ? ::if_nametoindex(text.c_str()) : 0;
}

in_addr_t ip4Of(const in6_addr& address)
{
    in_addr_t last = 0;
    std::memcpy(&last, &address.s6_addr[12], sizeof(last));
    return last;
}

bool isLoopback4(in_addr_t address)
{
    return (ntohl(address) >> 24) == 127;
}

// Name of a UNIX address: the path without its NUL, or the abstract name with its leading NUL; empty when it has none.
std::span<const std::byte> unixName(std::span<const std::byte> address)
{
    const auto name = address.subspan(std::min(kPathOffset, address.size()));
    if (name.empty() || name[0] == std::byte{0})
        return name;
    return name.first(static_cast<std::size_t>(std::find(name.begin(), name.end(), std::byte{0}) - name.begin()));
}

} // namespace

std::optional<Address> Address::ip(std::string_view host, std::uint16_t port)
{
    if (host.find('\0') != std::string_view::npos)
        return std::nullopt;
    Address result;
    sockaddr_in ip4{};
    if (::inet_pton(AF_INET, std::string(host).c_str(), &ip4.sin_addr) == 1) {
        ip4.sin_family = AF_INET;
        ip4.sin_port = htons(port);
        std::memcpy(&result.m_storage, &ip4, sizeof(ip4));
        result.m_size = sizeof(ip4);
        return result;
    }
    sockaddr_in6 ip6{};
    const std::size_t percent = host.find('%');
    if (::inet_pton(AF_INET6, std::string(host.substr(0, percent)).c_str(), &ip6.sin6_addr) != 1)
        return std::nullopt;
    if (percent != std::string_view::npos) {
        ip6.sin6_scope_id = scopeFrom(std::string(host.substr(percent + 1)));
        if (ip6.sin6_scope_id == 0)
            return std::nullopt;
    }
    ip6.sin6_family = AF_INET6;
    ip6.sin6_port = htons(port);
    std::memcpy(&result.m_storage, &ip6, sizeof(ip6));
    result.m_size = sizeof(ip6);
    return result;
}

std::optional<Address> Address::unixPath(std::string_view path)
{
    if (path.empty() || path.size() > kMaxUnixName || path.find('\0') != std::string_view::npos)
        return std::nullopt;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    Address result;
    std::memcpy(&result.m_storage, &address, sizeof(address));
    result.m_size = static_cast<socklen_t>(kPathOffset + path.size() + 1);
    return result;
}

std::optional<Address> Address::unixAbstract(std::string_view name)
{
    if (name.empty() || name.size() > kMaxUnixName)
        return std::nullopt;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    Address result;
    std::memcpy(&result.m_storage, &address, sizeof(address));
    result.m_size = static_cast<socklen_t>(kPathOffset + 1 + name.size());
    return result;
}

Address Address::fromBytes(std::span<const std::byte> sockaddrBytes)
{
    Address result;
    std::size_t size = std::min(sockaddrBytes.size(), sizeof(result.m_storage));
    if (size > 0)
        std::memcpy(&result.m_storage, sockaddrBytes.data(), size);
    result.m_size = static_cast<socklen_t>(size);
    if (result.family() == AF_INET)
        size = std::min(size, sizeof(sockaddr_in));
    else if (result.family() == AF_INET6)
        size = std::min(size, sizeof(sockaddr_in6));
    else if (result.family() == AF_UNIX)
        size = std::min(size, sizeof(sockaddr_un));
    result.m_size = static_cast<socklen_t>(size);
    return result;
}

int Address::family() const noexcept
{
    if (m_size < sizeof(sa_family_t))
        return AF_UNSPEC;
    switch (m_storage.ss_family) {
    case AF_INET:
        return m_size >= sizeof(sockaddr_in) ? AF_INET : AF_UNSPEC;
    case AF_INET6:
        return m_size >= kShortIp6 ? AF_INET6 : AF_UNSPEC;
    case AF_UNIX:
        return AF_UNIX;
    default:
        return AF_UNSPEC;
    }
}

bool Address::isLoopback() const noexcept
{
    if (family() == AF_INET)
        return isLoopback4(as<sockaddr_in>(m_storage).sin_addr.s_addr);
    if (family() != AF_INET6)
        return false;
    const in6_addr address = as<sockaddr_in6>(m_storage).sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(&address) || (IN6_IS_ADDR_V4MAPPED(&address) && isLoopback4(ip4Of(address)));
}

bool Address::isAny() const noexcept
{
    if (family() == AF_INET)
        return as<sockaddr_in>(m_storage).sin_addr.s_addr == INADDR_ANY;
    if (family() != AF_INET6)
        return false;
    const in6_addr address = as<sockaddr_in6>(m_storage).sin6_addr;
    return IN6_IS_ADDR_UNSPECIFIED(&address) || (IN6_IS_ADDR_V4MAPPED(&address) && ip4Of(address) == INADDR_ANY);
}

std::uint16_t Address::port() const noexcept
{
    if (family() == AF_INET)
        return ntohs(as<sockaddr_in>(m_storage).sin_port);
    return family() == AF_INET6 ? ntohs(as<sockaddr_in6>(m_storage).sin6_port) : std::uint16_t{0};
}

Address Address::withPort(std::uint16_t port) const
{
    static_assert(offsetof(sockaddr_in, sin_port) == offsetof(sockaddr_in6, sin6_port));
    Address result = *this;
    if (family() == AF_INET || family() == AF_INET6) {
        const in_port_t wire = htons(port);
        std::memcpy(reinterpret_cast<std::byte*>(&result.m_storage) + offsetof(sockaddr_in, sin_port), &wire,
                    sizeof(wire));
    }
    return result;
}

bool Address::isMappedIp4() const noexcept
{
    if (family() != AF_INET6)
        return false;
    const in6_addr address = as<sockaddr_in6>(m_storage).sin6_addr;
    return IN6_IS_ADDR_V4MAPPED(&address);
}

std::string Address::path() const
{
    const auto name = family() == AF_UNIX ? unixName(bytes()) : std::span<const std::byte>{};
    if (name.empty() || name[0] == std::byte{0})
        return {};
    return {reinterpret_cast<const char*>(name.data()), name.size()};
}

std::string Address::host() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    switch (family()) {
    case AF_INET: {
        const auto address = as<sockaddr_in>(m_storage);
        ::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
        return text.data();
    }
    case AF_INET6: {
        const auto address = as<sockaddr_in6>(m_storage);
        ::inet_ntop(AF_INET6, &address.sin6_addr, text.data(), text.size());
        // The number, not the name: looking the name up would be system calls that nobody asked for.
        return address.sin6_scope_id == 0 ? text.data() : fmt::format("{}%{}", text.data(), address.sin6_scope_id);
    }
    case AF_UNIX: {
        const auto name = unixName(bytes());
        if (name.empty())
            return "unix:(unnamed)";
        if (name[0] == std::byte{0})
            return "unix:@" + escapeBytes(name.subspan(1));
        // A file whose name starts with '@' must not read like an abstract name.
        return name[0] == std::byte{'@'} ? "unix:\\x40" + escapeBytes(name.subspan(1)) : "unix:" + escapeBytes(name);
    }
    default:
        return "?";
    }
}

std::string Address::text() const
{
    switch (family()) {
    case AF_INET:
        return fmt::format("{}:{}", host(), port());
    case AF_INET6:
        return fmt::format("[{}]:{}", host(), port());
    default:
        return host();
    }
}

std::span<const std::byte> Address::bytes() const noexcept
{
    return std::as_bytes(std::span(&m_storage, 1)).first(m_size);
}

bool operator==(const Address& a, const Address& b) noexcept
{
    if (a.family() != b.family())
        return false;
    switch (a.family()) {
    case AF_INET: { // without the padding
        const auto left = as<sockaddr_in>(a.m_storage);
        const auto right = as<sockaddr_in>(b.m_storage);
        return left.sin_port == right.sin_port && left.sin_addr.s_addr == right.sin_addr.s_addr;
    }
    case AF_INET6: { // without the flow label
        const auto left = as<sockaddr_in6>(a.m_storage);
        const auto right = as<sockaddr_in6>(b.m_storage);
        return left.sin6_port == right.sin6_port && left.sin6_scope_id == right.sin6_scope_id &&
               std::memcmp(&left.sin6_addr, &right.sin6_addr, sizeof(in6_addr)) == 0;
    }
    case AF_UNIX: { // the NUL after a path may be counted or not
        const auto left = unixName(a.bytes());
        const auto right = unixName(b.bytes());
        return std::equal(left.begin(), left.end(), right.begin(), right.end());
    }
    default: // unspecified, whatever it holds
        return a.m_size == b.m_size && std::memcmp(&a.m_storage, &b.m_storage, a.m_size) == 0;
    }
}

} // namespace core
