// SPDX-License-Identifier: GPL-3.0-or-later
// `socket-playground load`: many messages to an echo server, every byte of the answers compared.
#pragma once

#include "core/net/address.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace app {

struct LoadOptions
{
    /// At least one; several take turns and are compared. Each with its addresses, which are tried one after another.
    std::vector<std::vector<core::Address>> targets;
    unsigned connections = 1;
    unsigned idle = 0;      ///< Additional connections, on which nothing is sent.
    std::size_t size = 64;  ///< Bytes of a message, at least one.
    std::uint64_t rate = 0; ///< Messages a second, over all connections; 0: as fast as the answers come.
    std::chrono::milliseconds duration{10'000}; ///< Of each target.
    bool churn = false;                         ///< A connection of its own for each message.
    bool json = false;                          ///< One JSON object instead of a table.
};

/// One thread, nothing is recorded. Prints the result to standard output. Returns the exit code of the program: 0, or 1
/// when a connection failed, an answer was not an echo, or nothing came back. Ends early on a signal.
int runLoad(const LoadOptions& options);

} // namespace app
