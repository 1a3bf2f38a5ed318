// SPDX-License-Identifier: GPL-3.0-or-later
// Which states a TCP end must have passed between two that were seen: RFC 9293 section 3.3.2, figure 5.
#pragma once

#include "core/event/event.h"

#include <cstdint>
#include <span>

namespace core {

/// How long Linux keeps TIME_WAIT, nanoseconds (TCP_TIMEWAIT_LEN; twice the maximum segment lifetime of RFC 9293).
inline constexpr std::int64_t kTimeWaitNs = 60'000'000'000;

/// One arrow of the figure.
struct TcpEdge
{
    TcpState from;
    TcpState to;

    friend bool operator==(const TcpEdge& a, const TcpEdge& b) = default;
};

/// The arrows that an end can take on Linux, each once. Not among them: those that end it at once (a reset, an abort,
/// a listener or an attempt to connect that is closed), which lead from any state to CLOSED.
std::span<const TcpEdge> tcpEdges();

/// The shortest way from one state to the other along the figure, without `from`, with `to` last; {to} when the figure
/// has none. FIN_WAIT1 reaches TIME_WAIT through FIN_WAIT2 or CLOSING, as Linux does it. Equal states: empty.
/// A reset leads from every state to CLOSED; it is on the way only when `to` is CLOSED. Valid for ever.
std::span<const TcpState> tcpPath(TcpState from, TcpState to);

} // namespace core
