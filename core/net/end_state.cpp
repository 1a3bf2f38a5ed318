// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/end_state.h"

#include "core/net/tcp_path.h"

namespace core {

void EndState::sample(Socket& socket, bool peerClosed)
{
    if (forgetUnlessOurs())
        return;
    if (const Result<TcpState> state = socket.tcpState())
        sampled(socket.fd(), *state, peerClosed);
}

void EndState::resume(Socket& socket)
{
    if (m_state == TcpState::Unknown && socket.isOpen())
        sample(socket);
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
    forgetUnlessOurs();
    const int fd = socket.fd();
    const bool open = m_state == TcpState::Established || m_state == TcpState::CloseWait;
    const bool unread = m_state == TcpState::Established && socket.hasUnread().value_or(false);
    m_track->hold();
    socket.close();
    if (m_state == TcpState::SynSent || m_state == TcpState::Listen || (open && unread))
        inferFromCall(fd, TcpState::Closed);
    else if (open)
        inferFromCall(fd, m_state == TcpState::Established ? TcpState::FinWait1 : TcpState::LastAck);
    m_track->release(m_connection);
}

Result<void> EndState::shutdownWrite(Socket& socket, bool peerClosed)
{
    const bool told = forgetUnlessOurs();
    m_track->hold();
    Result<void> shut = socket.shutdownWrite();
    if (shut && m_state == TcpState::Established)
        inferFromCall(socket.fd(), TcpState::FinWait1);
    else if (shut && m_state == TcpState::CloseWait)
        inferFromCall(socket.fd(), TcpState::LastAck);
    m_track->release(m_connection);
    if (!shut || told)
        return shut;
    // When the peer has answered at once the kernel already says CLOSE, be it TIME_WAIT, the end or a reset: only the
    // next recv(2) tells.
    const Result<TcpState> state = socket.tcpState();
    if (state && *state != TcpState::Closed)
        sampled(socket.fd(), *state, peerClosed);
    return {};
}

void EndState::infer(int fd, TcpState state)
{
    // From what is not known nothing follows.
    if (!forgetUnlessOurs() && m_state != TcpState::Unknown)
        walk(fd, state, Source::Inferred);
}

bool EndState::forgetUnlessOurs()
{
    const bool tells = !m_hasState || !m_track->records() || m_track->kernelTellsStates(m_localPort, m_peerPort);
    if (tells)
        m_state = TcpState::Unknown;
    return tells;
}

void EndState::inferFromCall(int fd, TcpState state)
{
    if (!forgetUnlessOurs() && m_state != TcpState::Unknown)
        walk(fd, state, Source::Inferred, m_track->lastStartNs() + 1);
}

void EndState::walk(int fd, TcpState to, Source last, std::int64_t startNs)
{
    if (m_state == TcpState::Unknown) {
        m_state = to;
        return;
    }
    for (const TcpState step : tcpPath(m_state, to)) {
        m_track->state(m_connection, fd, m_state, step, step == to ? last : Source::Inferred, startNs);
        m_state = step;
    }
}

} // namespace core
