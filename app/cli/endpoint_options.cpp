// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/endpoint_options.h"

#include "core/net/name_lookup.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace app {

namespace {

std::string refuseEmpty(const std::string& value)
{
    return value.empty() ? "The value must not be empty." : "";
}

/// The parser takes 070 for octal and 0x50 for hexadecimal, which is not meant by a port, and +70.
std::string refuseOtherThanDecimal(const std::string& value)
{
    const bool isOther = (value.size() > 1 && value.front() == '0') || value.starts_with('+');
    return isOther ? "Write " + value + " in decimal digits, without a zero or a sign in front." : "";
}

} // namespace

void EndpointOptions::addTo(CLI::App& command, Use use)
{
    m_use = use;
    const bool listens = use == Use::Listen;
    m_hostOption =
        command.add_option("--address", m_host,
                           listens ? "IPv4 or IPv6 address to listen on; 127.0.0.1 without it."
                                   : "IPv4 or IPv6 address or host name to connect to; 127.0.0.1 without it.");
    m_hostOption->option_text("ADDRESS")->check(refuseEmpty);
    m_portOption = command.add_option(
        "--port", m_port, listens ? "TCP port, 8080 without it; 0: the kernel chooses." : "TCP port, 8080 without it.");
    m_portOption->option_text("NUMBER")->check(refuseOtherThanDecimal)->check(CLI::Range(listens ? 0 : 1, 65535));
    const std::string instead = use == Use::Compare ? "instead of TCP, or beside it." : "instead of TCP.";
    CLI::Option* path = command.add_option("--unix", m_path, "UNIX domain socket at this path, " + instead);
    path->option_text("PATH")->check(refuseEmpty);
    CLI::Option* name =
        command.add_option("--abstract", m_name, "UNIX domain socket with this abstract name, " + instead);
    name->option_text("NAME")->check(refuseEmpty);
    if (use == Use::Compare)
        return;
    path->excludes(m_hostOption)->excludes(m_portOption);
    name->excludes(m_hostOption)->excludes(m_portOption)->excludes(path);
}

tl::expected<std::vector<core::Address>, std::string> EndpointOptions::addresses() const
{
    return m_path.empty() && m_name.empty() ? ipAddresses() : unixAddresses();
}

tl::expected<std::vector<std::vector<core::Address>>, std::string> EndpointOptions::targets() const
{
    std::vector<std::vector<core::Address>> all;
    const auto named = unixAddresses();
    if (!named)
        return tl::unexpected(named.error());
    if (named->empty() || m_hostOption->count() > 0 || m_portOption->count() > 0) {
        auto found = ipAddresses();
        if (!found)
            return tl::unexpected(found.error());
        all.push_back(std::move(*found));
    }
    for (const core::Address& each : *named)
        all.push_back({each});
    return all;
}

tl::expected<std::vector<core::Address>, std::string> EndpointOptions::unixAddresses() const
{
    std::vector<core::Address> all;
    for (const bool isPath : {true, false}) {
        const std::string& text = isPath ? m_path : m_name;
        if (text.empty())
            continue;
        const auto address = isPath ? core::Address::unixPath(text) : core::Address::unixAbstract(text);
        if (!address)
            return tl::unexpected(fmt::format("The {} has {} bytes; a UNIX socket address has room for {}.",
                                              isPath ? "path" : "name", text.size(), core::Address::kMaxUnixName));
        all.push_back(*address);
    }
    return all;
}

tl::expected<std::vector<core::Address>, std::string> EndpointOptions::ipAddresses() const
{
    std::string host = m_host;
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (const auto address = core::Address::ip(host, m_port))
        return std::vector{*address};
    if (m_use == Use::Listen)
        return tl::unexpected(
            fmt::format("{} is no address of this computer: write one like 127.0.0.1 or ::1.", m_host));
    auto found = core::lookUp(host, m_port);
    if (!found)
        return tl::unexpected(fmt::format("{}: {} ({}).", m_host, found.error().text(), found.error().name()));
    return *found;
}

} // namespace app
