// SPDX-License-Identifier: GPL-3.0-or-later
// Which process holds a socket, as far as /proc tells it (proc(5)).
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace core {

/// A plain value.
struct ProcessOwner
{
    int pid = 0;
    std::string name; ///< /proc/PID/comm with escapes (core/text/bytes_text.h): at most 15 bytes of the program's name.
    int otherPids = 0; ///< How many processes more hold a descriptor of it.

    friend bool operator==(const ProcessOwner&, const ProcessOwner&) = default;
};

using SocketOwners = std::unordered_map<std::uint32_t, ProcessOwner>; ///< By inode of the socket.

/// Inodes of the sockets of which this process has a descriptor. Empty when /proc is not there.
std::unordered_set<std::uint32_t> ownSocketInodes();
/// The holders of all sockets. An ordinary user sees own processes only; the others are left out without an error. The
/// lowest pid holds what several share. Reads each descriptor of each process: milliseconds, never the GUI thread.
SocketOwners socketOwners();

} // namespace core
