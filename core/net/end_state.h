// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the TCP state of one end, and its way into the recording.
#pragma once

#include "core/event/event.h"
#include "core/event/event_track.h"
#include "core/net/socket.h"

namespace core {

/// Belongs to one socket and its thread. Every change becomes an event: the state that was read from the kernel as
/// sampled, those that must lie before it as inferred. A kind without TCP states: the calls are made, nothing is
/// sampled or inferred.
///
/// While the kernel reports the states of this end's ports itself (EventTrack::kernelTellsStates()) nothing is sampled
/// or inferred here, and the state is not known; sampling begins anew afterwards with the first state that is read,
/// which is no change and no event.
class EndState
{
public:
    EndState(EventTrack& track, TcpState initial, SocketKind kind = {})
        : m_track(&track), m_state(kind.hasTcpState() ? initial : TcpState::Unknown), m_hasState(kind.hasTcpState())
    {
    }

    void setConnection(ConnectionId connection) { m_connection = connection; }
    /// As soon as they are known; one of them is enough, 0: not known.
    void setPorts(std::uint16_t local, std::uint16_t peer)
    {
        m_localPort = local;
        m_peerPort = peer;
    }
    TcpState now() const { return m_state; }

    /// Reads TCP_INFO right now. The kernel says CLOSE for an end in TIME_WAIT that still has a descriptor: after an
    /// end of the peer (`peerClosed`) and ours, CLOSE is therefore taken for TIME_WAIT, as inferred.
    void sample(Socket& socket, bool peerClosed = false);
    /// When the kernel has ceased to report: finds out where the end is now, so that what follows is a change again.
    void resume(Socket& socket);
    /// shutdown(2) with SHUT_WR, and the states that it leads to: FIN_WAIT_1 or LAST_ACK, then what the kernel says.
    [[nodiscard]] Result<void> shutdownWrite(Socket& socket, bool peerClosed);
    /// close(2) of the socket, and what it does to the end: FIN_WAIT_1 or LAST_ACK after a FIN, CLOSED when unread
    /// bytes make it a reset or a SYN was not answered. The kernel cannot be asked afterwards, so it is inferred.
    void close(Socket& socket);
    /// The state that the call just made leads to, as of the start of that call: no answer to it can seem to come
    /// before it. Between EventTrack::hold() and release(), which keeps the order of the threads.
    void inferFromCall(int fd, TcpState state);
    /// What RFC 9293 says of a moment at which the kernel cannot be asked (after close(2), after an error).
    void infer(int fd, TcpState state);

private:
    /// True, and the state is not known from now on, while the kernel reports the states; always without any, and when
    /// nothing is recorded.
    bool forgetUnlessOurs();
    void sampled(int fd, TcpState state, bool peerClosed);
    void walk(int fd, TcpState to, Source last, std::int64_t startNs = 0);

    EventTrack* m_track;
    ConnectionId m_connection = 0;
    TcpState m_state;
    bool m_hasState;
    std::uint16_t m_localPort = 0;
    std::uint16_t m_peerPort = 0;
};

} // namespace core
