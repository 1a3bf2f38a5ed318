// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/arguments.h"

#include <algorithm>
#include <fmt/format.h>
#include <net/if.h>
#include <string_view>

namespace helper {

namespace {

constexpr std::size_t kMostInterfaces = 16;

// As the kernel names them (dev_valid_name), with fewer characters: what else it allows nobody uses.
bool isInterfaceName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == '@';
    };
    return !name.empty() && name.size() < IFNAMSIZ && name.front() != '-' && name != "." && name != ".." &&
           std::all_of(name.begin(), name.end(), allowed);
}

} // namespace

tl::expected<Arguments, std::string> parseArguments(std::span<const char* const> arguments)
{
    Arguments result;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const std::string_view option = arguments[i];
        if (option != "--ports" && option != "--interface")
            return tl::unexpected(std::string("Only --ports and --interface are known."));
        if (i + 1 == arguments.size())
            return tl::unexpected(fmt::format("{} needs a value.", option));
        const std::string_view value = arguments[i + 1];
        if (option == "--ports") {
            const auto ports = core::PortSet::parse(value);
            if (!ports || !result.ports.empty())
                return tl::unexpected(
                    fmt::format("--ports takes, once at most, 1 to {} ports from 1 to 65535, such as 8080,9000-9010.",
                                core::PortSet::kMost));
            result.ports = *ports;
        } else {
            if (!isInterfaceName(value) || result.interfaces.size() == kMostInterfaces)
                return tl::unexpected(fmt::format(
                    "--interface takes the name of a network interface, at most {} times.", kMostInterfaces));
            result.interfaces.emplace_back(value);
        }
    }
    if (result.interfaces.empty())
        return tl::unexpected(std::string("At least one --interface is needed."));
    return result;
}

} // namespace helper
