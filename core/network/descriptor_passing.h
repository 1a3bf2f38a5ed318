// SPDX-License-Identifier: GPL-3.0-or-later
// Messages over a UNIX socket that may carry a descriptor: SCM_RIGHTS, unix(7).
#pragma once

#include <cstddef>
#include <span>

namespace core {

/// Sends one message, with a descriptor (lent) unless it is -1. MSG_NOSIGNAL. Returns 0 or an errno of sendmsg(2).
int sendMessage(int channel, std::span<const std::byte> message, int descriptor = -1);

struct ReceivedMessage
{
    std::ptrdiff_t size = -1; ///< Bytes; 0: the peer has closed its end; -1: `error`. Never more than there was room.
    int error = 0;            ///< errno(3) of recvmsg(2); EMSGSIZE when the message was longer than the room.
    int descriptor = -1;      ///< Given to the caller, close-on-exec; -1: none came.
    bool noRoom = false;      ///< One came, but this process has no free descriptor (MSG_CTRUNC).
};

/// Receives one message, with at most one descriptor; more are closed. Waits if the channel does.
ReceivedMessage receiveMessage(int channel, std::span<std::byte> room);

} // namespace core
