// SPDX-License-Identifier: GPL-3.0-or-later
// The address of a socket: IPv4, IPv6, UNIX domain path or abstract name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/socket.h>

namespace core {

/// A sockaddr with its length. A plain value, any thread. A default-made one is unspecified (AF_UNSPEC).
class Address
{
public:
    Address() = default;
    /// A numeric IPv4 or IPv6 address ("127.0.0.1", "::1", "fe80::1%eth0"); nothing when it is none (inet_pton(3)).
    static std::optional<Address> ip(std::string_view host, std::uint16_t port);
    static constexpr std::size_t kMaxUnixName = 107; ///< Bytes of a path or an abstract name (unix(7)).

    /// A socket file (unix(7)); nothing when empty, longer than kMaxUnixName or holding a NUL.
    static std::optional<Address> unixPath(std::string_view path);
    /// A name in the abstract namespace, without its leading NUL; nothing when empty or longer than kMaxUnixName.
    static std::optional<Address> unixAbstract(std::string_view name);
    /// What the kernel gave, for example from getsockname(2). Longer than any known address: cut.
    static Address fromBytes(std::span<const std::byte> sockaddrBytes);

    int family() const noexcept; ///< AF_INET, AF_INET6, AF_UNIX or AF_UNSPEC.
    bool isValid() const noexcept { return family() != AF_UNSPEC; }
    bool isLoopback() const noexcept;
    bool isAny() const noexcept;         ///< 0.0.0.0 or ::
    std::uint16_t port() const noexcept; ///< Host byte order; 0 for UNIX.
    Address withPort(std::uint16_t port) const;
    bool isMappedIp4() const noexcept; ///< ::ffff:a.b.c.d: an IPv4 address on an IPv6 socket (ipv6(7)).
    std::string path() const;          ///< The bytes of the path of a socket file; empty for any other address.

    /// "127.0.0.1:8080", "[::1]:8080", "[fe80::1%2]:80" (the scope as number: its name would cost system calls),
    /// "unix:/run/x.sock", "unix:@name" (unprintable bytes escaped), "unix:(unnamed)"; "?" when unspecified.
    std::string text() const;
    std::string host() const; ///< The same without the port and brackets.

    const sockaddr* raw() const noexcept { return reinterpret_cast<const sockaddr*>(&m_storage); }
    socklen_t size() const noexcept { return m_size; }
    std::span<const std::byte> bytes() const noexcept;

    friend bool operator==(const Address& a, const Address& b) noexcept;

private:
    sockaddr_storage m_storage{};
    socklen_t m_size = 0;
};

} // namespace core
