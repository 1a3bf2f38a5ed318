// SPDX-License-Identifier: GPL-3.0-or-later
// The helper at work: makes the sockets that it is asked for.
#pragma once

#include "helper/network/namespaces.h"

namespace helper {

/// Tells how the start went, and in which namespace. False: nobody listens.
bool reportReady(int channel, const StepResult& start);

/// Answers requests until the program closes its end. What is no request, and any socket but stream, datagram and
/// sequenced-packet sockets of IPv4, IPv6 and UNIX, and NETLINK_SOCK_DIAG, is refused.
void serveSockets(int channel);

} // namespace helper
