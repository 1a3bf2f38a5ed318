// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the TCP state of one end, and its way into the recording.
#pragma once

#include "core/event/event.h"
#include "core/event/event_track.h"
#include "core/net/socket.h"

namespace core {

/// Belongs to one socket and its thread. Every change becomes an event: the state that was read from the kernel as
/// sampled, those that must lie before it as inferred. UNIX sockets have no TCP state: nothing is recorded for them.
class EndState
{
public:
    EndState(EventTrack& track, TcpState initial) : m_track(&track), m_state(initial) {}

    void setConnection(ConnectionId connection) { m_connection = connection; }
    TcpState now() const { return m_state; }

    /// Reads TCP_INFO right now. The kernel says CLOSE for an end in TIME_WAIT that still has a descriptor: after an
    /// end of the peer (`peerClosed`) and ours, CLOSE is therefore taken for TIME_WAIT, as inferred.
    void sample(Socket& socket, bool peerClosed = false);
    /// The same right after shutdown(2) with SHUT_WR. When the peer has answered at once the kernel already says CLOSE,
    /// be it TIME_WAIT or a reset: only FIN_WAIT_1 is certain then, and the next recv(2) tells the rest.
    void sampleAfterShutdown(Socket& socket, bool peerClosed);
    /// close(2) of the socket, and what it does to the end: FIN_WAIT_1 or LAST_ACK after a FIN, CLOSED when unread
    /// bytes make it a reset or a SYN was not answered. The kernel cannot be asked afterwards, so it is inferred.
    void close(Socket& socket);
    /// What RFC 9293 says of a moment at which the kernel cannot be asked (after close(2), after an error).
    void infer(int fd, TcpState state);

private:
    void sampled(int fd, TcpState state, bool peerClosed);
    void walk(int fd, TcpState to, Source last);

    EventTrack* m_track;
    ConnectionId m_connection = 0;
    TcpState m_state;
};

} // namespace core
