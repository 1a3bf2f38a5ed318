// SPDX-License-Identifier: GPL-3.0-or-later
// What the observer was asked for. It may run as root: nothing is taken that is not understood in full.
#pragma once

#include "core/observe/port_set.h"
#include "helper/problem.h"

#include <span>
#include <string>
#include <vector>

namespace helper {

struct Arguments
{
    core::PortSet ports;                 ///< None: until some are asked for.
    std::vector<std::string> interfaces; ///< At least one; "any" is all.
};

/// --ports LIST once or never, --interface NAME once to 16 times.
Result<Arguments> parseArguments(std::span<const char* const> arguments);

} // namespace helper
