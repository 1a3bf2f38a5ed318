// SPDX-License-Identifier: GPL-3.0-or-later
// Which states a TCP end must have passed between two that were seen: RFC 9293 section 3.3.2, figure 5.
#pragma once

#include "core/event/event.h"

#include <vector>

namespace core {

/// The shortest way from one state to the other along the figure, without `from`, with `to` last; {to} when the figure
/// has none. FIN_WAIT1 reaches TIME_WAIT through FIN_WAIT2 or CLOSING, as Linux does it. Equal states: empty.
/// A reset leads from every state to CLOSED; it is on the way only when `to` is CLOSED.
std::vector<TcpState> tcpPath(TcpState from, TcpState to);

} // namespace core
