// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/arguments.h"

#include <algorithm>
#include <net/if.h>
#include <string_view>

namespace helper {

namespace {

constexpr std::size_t kMostInterfaces = 16;
constexpr std::size_t kMostShown = 64; // bytes of an option

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

tl::unexpected<Problem> refuse(std::string_view option)
{
    return tl::unexpected(Problem{core::ObserverProblem::Arguments, std::string(option.substr(0, kMostShown))});
}

} // namespace

Result<Arguments> parseArguments(std::span<const char* const> arguments)
{
    Arguments result;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const std::string_view option = arguments[i];
        if ((option != "--ports" && option != "--interface") || i + 1 == arguments.size())
            return refuse(option);
        const std::string_view value = arguments[i + 1];
        if (option == "--ports") {
            const auto ports = core::PortSet::parse(value);
            if (!ports || !result.ports.empty())
                return refuse(option);
            result.ports = *ports;
        } else {
            if (!isInterfaceName(value) || result.interfaces.size() == kMostInterfaces)
                return refuse(option);
            result.interfaces.emplace_back(value);
        }
    }
    if (result.interfaces.empty())
        return refuse("--interface");
    return result;
}

} // namespace helper
