// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the table of the kernel's sockets, and how two sockets are ordered by one of them.
#pragma once

#include "core/kernel/socket_sample.h"

#include <Qt>

namespace widgets {

enum class SocketColumn {
    Kind,
    State,
    Local,
    Peer,
    Owner,
    ReceiveQueue, // from here on numbers, to the right: no two columns touch
    SendQueue,
    AcceptQueue,
    Timer,
    Rtt,
    CongestionWindow,
    Retransmits,
    Count,
};

/// True when the socket has nothing to show in that column: it comes last in both orders.
bool isBlank(const core::SampledSocket& socket, SocketColumn column);
/// Whether `a` stands before `b`. Equal ones stand in the order of their addresses, then of their cookies, so that rows
/// do not change places from sample to sample. Pure.
bool standsBefore(const core::SampledSocket& a, const core::SampledSocket& b, SocketColumn column, Qt::SortOrder order);

} // namespace widgets
