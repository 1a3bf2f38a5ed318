// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/server_connection.h"

namespace core {

namespace {

// So many reads at most before others get their turn.
constexpr int kReadsPerTurn = 16;

} // namespace

ServerConnection::ServerConnection(IoContext& io, ServerConnectionOwner& owner, Socket socket, ConnectionId id,
                                   std::uint16_t localPort)
    : m_io(io),
      m_owner(owner),
      m_socket(std::move(socket)),
      m_id(id),
      m_state(io.track, TcpState::Listen, m_socket.kind())
{
    m_state.setConnection(id);
    m_state.setPorts(localPort, 0); // observed or not, both ends are
}

Result<void> ServerConnection::start()
{
    m_state.sample(m_socket);
    m_interest = EPOLLIN;
    return m_io.reactor.watch(m_socket.fd(), m_interest, *this);
}

void ServerConnection::onReady(std::uint32_t events)
{
    if ((events & (EPOLLERR | EPOLLHUP)) != 0 && (m_interest & EPOLLIN) == 0) {
        // Not being read, so the error that waits on the socket has to be asked for.
        const Result<int> error = m_socket.takeError();
        if (!error || *error != 0 || (events & EPOLLHUP) != 0) {
            fail();
            return;
        }
    }
    if ((events & EPOLLOUT) != 0 && !writeSome())
        return;
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 && (m_interest & EPOLLIN) != 0 && !readSome())
        return;
    updateInterest();
}

bool ServerConnection::readSome()
{
    for (int i = 0; i < kReadsPerTurn && !m_readPaused; ++i) {
        const Result<IoResult> read = m_socket.recv(m_io.readBuffer);
        if (!read) {
            fail();
            return false;
        }
        if (read->status == IoStatus::PeerClosed)
            return peerClosed();
        if (read->status == IoStatus::WouldBlock)
            return true;
        if (!m_shutdownDone) { // after shutdown(SHUT_WR) nothing can be answered
            const auto bytes = std::span<const std::byte>(m_io.readBuffer).first(read->bytes);
            if (const Result<void> sent = m_output.send(m_socket, bytes); !sent) {
                fail();
                return false;
            }
        }
        if (m_output.size() > kHighMark) {
            m_readPaused = true;
            m_io.track.note(NoteCode::ReadPaused, m_id, m_socket.fd(), static_cast<std::int32_t>(m_output.size()));
        }
        if (read->bytes < m_io.readBuffer.size()) // that was all: the next recv would only say EAGAIN
            return true;
    }
    return true;
}

bool ServerConnection::writeSome()
{
    if (const Result<void> sent = m_output.flush(m_socket); !sent) {
        fail();
        return false;
    }
    if (m_readPaused && m_output.size() < kLowMark) {
        m_readPaused = false;
        m_io.track.note(NoteCode::ReadResumed, m_id, m_socket.fd(), static_cast<std::int32_t>(m_output.size()));
    }
    if (m_output.empty() && m_peerClosed) {
        end();
        return false;
    }
    if (m_output.empty() && m_shutdownWanted)
        shutdownWrite();
    return true;
}

bool ServerConnection::peerClosed()
{
    m_peerClosed = true;
    m_state.sample(m_socket, true);
    if (!m_output.empty())
        return true; // the rest of the echo first
    end();
    return false;
}

void ServerConnection::updateInterest()
{
    const std::uint32_t wanted = (m_readPaused || m_peerClosed ? 0U : std::uint32_t{EPOLLIN}) |
                                 (m_output.empty() ? 0U : std::uint32_t{EPOLLOUT});
    if (wanted == m_interest)
        return;
    if (const Result<void> changed = m_io.reactor.change(m_socket.fd(), wanted); !changed) {
        fail();
        return;
    }
    m_interest = wanted;
}

void ServerConnection::close()
{
    end();
}

void ServerConnection::halfClose()
{
    m_shutdownWanted = true;
    if (m_output.empty())
        shutdownWrite();
}

void ServerConnection::shutdownWrite()
{
    // A failure stands in the recording; the connection goes on as it was.
    if (!m_shutdownDone && m_state.shutdownWrite(m_socket, m_peerClosed))
        m_shutdownDone = true;
}

void ServerConnection::reset()
{
    if (m_socket.setResetOnClose()) {
        const int fd = m_socket.fd();
        m_io.reactor.unwatch(fd);
        m_socket.close();
        m_state.infer(fd, TcpState::Closed);
        m_io.track.label(fd, 0);
    }
    end();
}

void ServerConnection::fail()
{
    m_state.sample(m_socket); // after a reset or a time-out the kernel has closed the end already
    end();
}

void ServerConnection::end()
{
    if (!m_output.empty())
        m_io.track.note(NoteCode::BytesDropped, m_id, m_socket.fd(), static_cast<std::int32_t>(m_output.size()));
    if (m_socket.isOpen()) {
        const int fd = m_socket.fd();
        m_io.reactor.unwatch(fd);
        m_state.close(m_socket);
        m_io.track.label(fd, 0);
    }
    m_owner.connectionEnded(m_id); // deletes this
}

} // namespace core
