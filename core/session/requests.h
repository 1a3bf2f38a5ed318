// SPDX-License-Identifier: GPL-3.0-or-later
// What the user asks of a session, and what it tells of its server and clients. Plain values.
#pragma once

#include "core/event/event.h"
#include "core/net/address.h"
#include "core/reply/reply_request.h"
#include "core/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace core {

/// Number of a client of the session (one tab in the window), 1, 2, 3 ...; it may connect many times.
using ClientId = std::uint32_t;

struct ListenRequest
{
    Address address;        ///< Port 0: the kernel chooses.
    int backlog = 128;      ///< listen(2)
    bool dualStack = false; ///< An IPv6 listener takes IPv4 connections as well; else, and for other families, not.
    ReplyRequest reply{};   ///< What its connections do with what they receive.
    /// I/O threads, each with a listener of its own (SO_REUSEPORT, socket(7)); 1 for families that have none.
    int threads = 1;
};

struct ServerStatus
{
    enum class Phase : std::uint8_t { Stopped, Listening };

    Phase phase = Phase::Stopped;
    Address address;        ///< While listening: what getsockname(2) says. Stopped after an error: what was asked.
    std::vector<int> fds{}; ///< The listening sockets: one a thread.
    bool acceptPaused =
        false; ///< `error` says why, or the last descriptors are kept: connections wait in the accept queue.
    std::optional<SysError> error; ///< Why it stopped, could not start, or pauses.
};

struct ConnectRequest
{
    std::vector<Address> addresses;          ///< Tried one after another until one answers.
    std::chrono::milliseconds timeout{5000}; ///< For each address.
};

struct ClientStatus
{
    enum class Phase : std::uint8_t {
        Idle,
        Connecting,
        Connected,
        Disconnecting, ///< We have shut down writing and wait for the end of the peer.
    };

    ClientId client = 0;
    Phase phase = Phase::Idle;
    ConnectionId connection = 0; ///< Of the newest attempt; kept after it ended.
    int fd = -1;
    Address local;           ///< Known from the moment connect(2) was called.
    Address peer;            ///< The address tried or connected to.
    std::size_t attempt = 0; ///< 1 for the first address.
    std::size_t attempts = 0;
    bool peerClosed = false;       ///< The peer has shut down its side (we received a FIN).
    std::optional<SysError> error; ///< Why the newest attempt or connection ended.
    /// Set when it was our own time limit that ended the attempt; `error` is then ETIMEDOUT of connect.
    std::optional<std::chrono::milliseconds> limitReached;
};

} // namespace core
