// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the answers of NETLINK_SOCK_DIAG. Pure: bytes in, values out.
#pragma once

#include "core/kernel/kernel_socket.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace core {

/// What a dump has given so far.
struct SocketDump
{
    std::vector<KernelSocket> sockets;
    std::size_t malformed = 0; ///< Messages that could not be read: they were too short or lied about their length.
    bool done = false;         ///< The kernel said that this was all.
    bool interrupted = false;  ///< Sockets changed meanwhile; some may be missing or told twice (NLM_F_DUMP_INTR).
    int error = 0;             ///< errno(3) of the kernel; the dump is over.
};

/// The payload of one message about a TCP socket: struct inet_diag_msg and its attributes. Nothing when it is cut.
std::optional<KernelSocket> parseInetSocket(std::span<const std::byte> payload);
/// The same for a UNIX socket: struct unix_diag_msg (sock_diag(7)).
std::optional<KernelSocket> parseUnixSocket(std::span<const std::byte> payload);
/// Adds one datagram, which holds several messages, to the dump. Messages with another sequence number belong to an
/// earlier request and are passed over. Any content, any length.
void parseDatagram(std::span<const std::byte> datagram, std::uint32_t sequence, SocketDump& dump);

} // namespace core
