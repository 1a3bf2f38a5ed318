// SPDX-License-Identifier: GPL-3.0-or-later
// Where to listen or to connect to: the options that several commands share.
#pragma once

#include "core/net/address.h"

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace app {

/// Lives as long as the parser that it was added to.
class EndpointOptions
{
public:
    enum class Use : std::uint8_t {
        Listen,
        Connect,
        Compare, ///< To connect to; TCP, a path and a name may be asked for at once.
    };

    void addTo(CLI::App& command, Use use);
    /// All addresses that were asked for, at least one; to connect to, a host name is looked up, which blocks. Else a
    /// sentence that says what is wrong.
    tl::expected<std::vector<core::Address>, std::string> addresses() const;

    /// For each of TCP, path and name that was asked for its addresses, at least one; else as addresses().
    tl::expected<std::vector<std::vector<core::Address>>, std::string> targets() const;

private:
    tl::expected<std::vector<core::Address>, std::string> ipAddresses() const;
    tl::expected<std::vector<core::Address>, std::string> unixAddresses() const;

    Use m_use = Use::Connect;
    CLI::Option* m_hostOption = nullptr;
    CLI::Option* m_portOption = nullptr;
    std::string m_host = "127.0.0.1";
    std::uint16_t m_port = 8080;
    std::string m_path;
    std::string m_name;
};

} // namespace app
