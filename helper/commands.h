// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked on standard input while the observer runs. Nothing is taken that is not understood in full.
#pragma once

#include "core/observe/port_set.h"
#include "helper/problem.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace helper {

/// "ports NUMBER LIST": observe these ports, and no others, from now on. The whole language.
struct PortsCommand
{
    std::uint32_t number = 0;
    core::PortSet ports;
};

/// Cuts lines out of a stream of bytes. Keeps at most kMostLine bytes.
class CommandReader
{
public:
    static constexpr std::size_t kMostLine = 8192;

    /// The commands that are whole now; or why one is none.
    Result<std::vector<PortsCommand>> feed(std::string_view bytes);

private:
    std::string m_line; // not whole yet
};

} // namespace helper
