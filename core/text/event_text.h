// SPDX-License-Identifier: GPL-3.0-or-later
// An event as people read it, in the syntax of strace.
#pragma once

#include "core/event/event.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// One decoded argument of a call. A plain value.
struct Argument
{
    std::string name;  ///< As in the manual page: "sockfd", "addr", "backlog".
    std::string value; ///< "7", "127.0.0.1:8080", "SOCK_STREAM|SOCK_NONBLOCK", "\"Hello!\""; unknown bits as a number.
};

/// How many bytes of a payload stand in one line of text before it is cut with "..." (the details show all of it).
inline constexpr std::size_t kTextPayloadBytes = 32;

/// "bind(7, 127.0.0.1:8080) = 0", "connect(9, 127.0.0.1:8081) = -1 ECONNREFUSED", "CLOSED -> LISTEN" (with an arrow
/// U+2192), "-> 6 bytes \"Hello!\"",
/// "SYN+ACK seq 0 ack 1 win 65483 len 0". Valid UTF-8, one line, no control or bidi characters whatever the payload
/// holds. Never translated; a note is its sentence in English.
std::string eventText(const Event& event);

/// Arguments of a call in the order of the call. eventText() is name(values joined by ", ") = result [errno], and
/// "(private network)" after a socket() there.
std::vector<Argument> arguments(const Event& event);

/// "7", "-1 ECONNREFUSED", for a call.
std::string resultText(const Event& event);

/// A socket(2) that was asked for in the private network (core/network/).
bool isInPrivateNetwork(const Event& event);

/// The error that a call event carries: its errno, or for getsockopt(SO_ERROR) the error that the kernel handed over.
/// 0: none. EAGAIN, EINPROGRESS and EINTR are returned as they are; isTrouble() tells whether it is worth a mark.
int errorOf(const Event& event);
/// True when errorOf() is one that a user should see as an error (not EAGAIN, EWOULDBLOCK, EINPROGRESS, EINTR).
bool isTrouble(const Event& event);

std::string_view stateName(TcpState state); ///< "ESTABLISHED"; "CLOSED" for TCP_CLOSE; "?" when unknown.
std::string_view kindName(EventKind kind);  ///< "call", "state", "message", "packet", "note"
std::string_view sourceName(Source source); ///< "call", "kernel", "sampled", "inferred"
std::string_view sideName(Side side);       ///< "server", "client"

/// "41 us" with the micro sign, "1.20 ms", "3.2 s"; at most three significant figures; "0" for 0.
std::string durationText(std::int64_t nanoseconds);

} // namespace core
