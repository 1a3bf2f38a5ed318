// SPDX-License-Identifier: GPL-3.0-or-later
// `socket-playground watch`: what the kernel knows of the sockets of this machine, again and again.
#pragma once

#include <chrono>
#include <cstdint>

namespace app {

struct WatchOptions
{
    std::chrono::milliseconds interval{1'000};
    unsigned count = 0;     ///< How often; 0: until a signal comes.
    std::uint16_t port = 0; ///< Only sockets with that port at one of their ends; 0: all.
    bool withUnix = false;  ///< UNIX domain sockets, too.
    bool json = false;      ///< One JSON object a line for each look instead of a table.
};

/// A table on standard output; on a terminal each one takes the place of the one before. Returns the exit code of the
/// program: 0, or 1 when the kernel could not be asked or the output not be written.
int runWatch(const WatchOptions& options);

} // namespace app
