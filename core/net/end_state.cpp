// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/end_state.h"

#include "core/net/tcp_path.h"

namespace core {

void EndState::sample(Socket& socket, bool peerClosed)
{
    if (const Result<TcpState> state = socket.tcpState())
        sampled(socket.fd(), *state, peerClosed);
}

void EndState::sampleAfterShutdown(Socket& socket, bool peerClosed)
{
    const Result<TcpState> state = socket.tcpState();
    if (!state)
        return;
    if (*state == TcpState::Closed && m_state == TcpState::Established && !peerClosed)
        infer(socket.fd(), TcpState::FinWait1);
    else if (*state == TcpState::Closed && m_state == TcpState::CloseWait) // our FIN was acknowledged at once
        infer(socket.fd(), TcpState::LastAck);
    else
        sampled(socket.fd(), *state, peerClosed);
}

void EndState::sampled(int fd, TcpState state, bool peerClosed)
{
    if (state == TcpState::Unknown)
        return; // not TCP
    const bool weClosed =
        m_state == TcpState::FinWait1 || m_state == TcpState::FinWait2 || m_state == TcpState::Closing;
    if (state == TcpState::Closed && peerClosed && weClosed)
        walk(fd, TcpState::TimeWait, Source::Inferred);
    else
        walk(fd, state, Source::Sampled);
}

void EndState::close(Socket& socket)
{
    const int fd = socket.fd();
    const bool open = m_state == TcpState::Established || m_state == TcpState::CloseWait;
    const bool unread = m_state == TcpState::Established && socket.hasUnread().value_or(false);
    socket.close();
    if (m_state == TcpState::SynSent || m_state == TcpState::Listen || (open && unread))
        infer(fd, TcpState::Closed);
    else if (open)
        infer(fd, m_state == TcpState::Established ? TcpState::FinWait1 : TcpState::LastAck);
}

void EndState::infer(int fd, TcpState state)
{
    walk(fd, state, Source::Inferred);
}

void EndState::walk(int fd, TcpState to, Source last)
{
    for (const TcpState step : tcpPath(m_state, to)) {
        m_track->state(m_connection, fd, m_state, step, step == to ? last : Source::Inferred);
        m_state = step;
    }
}

} // namespace core
