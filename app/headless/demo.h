// SPDX-License-Identifier: GPL-3.0-or-later
// The demonstration without a window: one echo round trip, printed event by event.
#pragma once

#include <string>

namespace app {

struct DemoOptions
{
    bool json = false;      ///< JSON Lines instead of a table.
    bool observe = false;   ///< Also the kernel's own states and the packets; needs privileges.
    bool isPrivate = false; ///< In a private network; there packets need no privileges, states still do.
    std::string pcapng; ///< Also writes the packets and the calls to this file or pipe; empty: none. Needs `observe`.
    std::string save;   ///< Also saves the events to this file, in the format of its ending; empty: none.
    bool all = false;   ///< The table also shows the calls that only wait. JSON always has every event.
};

/// As the name of a file: standard output, which then has nothing else.
inline constexpr const char* kStandardOutput = "-";

/// Listens on a free port of 127.0.0.1, connects, sends "Hello!", waits for the echo, closes both ends in order, prints
/// all events to standard output and messages to standard error. Returns the exit code of the program: 0, or 1 when a
/// call failed, the output or a file could not be written, the round trip lasted more than 5 s, or a private network
/// or the observation of the kernel was asked for and cannot be had.
int runDemo(const DemoOptions& options);

} // namespace app
