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

} // namespace

void EndpointOptions::addTo(CLI::App& command, Use use)
{
    m_use = use;
    const bool listens = use == Use::Listen;
    CLI::Option* address =
        command.add_option("--address", m_host,
                           listens ? "IPv4 or IPv6 address to listen on; 127.0.0.1 without it."
                                   : "IPv4 or IPv6 address or host name to connect to; 127.0.0.1 without it.");
    address->option_text("ADDRESS")->check(refuseEmpty);
    CLI::Option* port = command.add_option(
        "--port", m_port, listens ? "TCP port, 8080 without it; 0: the kernel chooses." : "TCP port, 8080 without it.");
    port->option_text("NUMBER")->check(CLI::Range(listens ? 0 : 1, 65535));
    CLI::Option* path = command.add_option("--unix", m_path, "UNIX domain socket at this path, instead of TCP.");
    path->option_text("PATH")->check(refuseEmpty)->excludes(address)->excludes(port);
    command.add_option("--abstract", m_name, "UNIX domain socket with this abstract name, instead of TCP.")
        ->option_text("NAME")
        ->check(refuseEmpty)
        ->excludes(address)
        ->excludes(port)
        ->excludes(path);
}

tl::expected<std::vector<core::Address>, std::string> EndpointOptions::unixAddress() const
{
    const bool isPath = !m_path.empty();
    const std::string& text = isPath ? m_path : m_name;
    if (const auto address = isPath ? core::Address::unixPath(text) : core::Address::unixAbstract(text))
        return std::vector{*address};
    return tl::unexpected(fmt::format("The {} has {} bytes; a UNIX socket address has room for {}.",
                                      isPath ? "path" : "name", text.size(), core::Address::kMaxUnixName));
}

tl::expected<std::vector<core::Address>, std::string> EndpointOptions::addresses() const
{
    if (!m_path.empty() || !m_name.empty())
        return unixAddress();
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
