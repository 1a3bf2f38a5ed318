// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/server_connection.h"

#include "core/reply/discard.h"
#include "core/reply/make_reply.h"

namespace core {

namespace {

// So many reads, or things said, at most before others get their turn.
constexpr int kStepsPerTurn = 16;

} // namespace

ServerConnection::ServerConnection(IoContext& io, ServerConnectionOwner& owner, Socket socket, ConnectionId id,
                                   std::uint16_t localPort, const ReplyRequest& reply)
    : m_io(io),
      m_owner(owner),
      m_socket(std::move(socket)),
      m_id(id),
      m_state(io.track, TcpState::Listen, m_socket.kind()),
      m_delay(reply.pace.delay),
      m_reply(makeReply(reply, io.sys))
{
    m_state.setConnection(id);
    m_state.setPorts(localPort, 0); // observed or not, both ends are
}

Result<void> ServerConnection::start()
{
    m_state.sample(m_socket);
    m_io.track.hold(); // what the reply calls now belongs to no descriptor of the connection
    Result<void> begun = m_reply->begin();
    m_io.track.release(m_id);
    if (!begun)
        return begun;
    if (m_delay.count() > 0)
        waitToWrite();
    m_interest = wantedInterest();
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
    bool early = false;
    for (int i = 0; i < kStepsPerTurn && !m_readPaused && m_reply->takesMore(); ++i) {
        const std::span<std::byte> room = m_io.track.lendRoom();
        const Result<IoResult> read = m_reply->read(m_socket, room);
        if (!read) {
            fail();
            return false;
        }
        if (read->status == IoStatus::PeerClosed)
            return peerClosed();
        if (read->status == IoStatus::WouldBlock) {
            if (early)
                m_early.foundNothing();
            return true;
        }
        if (m_reply->waiting() > kHighMark) {
            m_readPaused = true;
            m_io.track.note(NoteCode::ReadPaused, m_id, m_socket.fd(), static_cast<std::int32_t>(m_reply->waiting()));
        }
        early = nextMayBeHere();
        const bool all = read->bytes < m_reply->mostAtOnce(room.size());
        if (all && !early) // the next recv would only say EAGAIN
            return true;
    }
    return true;
}

bool ServerConnection::nextMayBeHere()
{
    const EventTrack& track = m_io.track;
    const bool answered = track.lastCall() == Call::Send || track.lastCall() == Call::Splice;
    return answered && m_early.answered(track.lastStartNs(), track.lastTookNs());
}

bool ServerConnection::writeSome()
{
    m_blocked = false;
    for (int i = 0; i < kStepsPerTurn; ++i) {
        if (m_reply->waiting() == 0 && maySpeak()) {
            if (!m_reply->speak(m_socket)) {
                fail();
                return false;
            }
            if (m_delay.count() == 0)
                continue; // it has sent already what there is room for
        }
        const Result<IoStatus> written = m_reply->write(m_socket);
        if (!written) {
            fail();
            return false;
        }
        m_blocked = *written == IoStatus::WouldBlock;
        if (m_blocked || m_delay.count() > 0 || !maySpeak())
            break;
    }
    if (m_readPaused && m_reply->waiting() < kLowMark) {
        m_readPaused = false;
        m_io.track.note(NoteCode::ReadResumed, m_id, m_socket.fd(), static_cast<std::int32_t>(m_reply->waiting()));
    }
    if (m_reply->waiting() == 0 && (m_peerClosed || m_reply->isDone())) {
        end();
        return false;
    }
    if (m_reply->waiting() == 0 && m_shutdownWanted)
        shutdownWrite();
    return true;
}

bool ServerConnection::peerClosed()
{
    m_peerClosed = true;
    m_state.sample(m_socket, true);
    if (m_reply->waiting() > 0)
        return true; // the rest of the answer first
    end();
    return false;
}

bool ServerConnection::maySpeak() const
{
    return m_reply->speaks() && !m_peerClosed && !m_shutdownWanted;
}

bool ServerConnection::wantsToWrite() const
{
    return m_reply->waiting() > 0 || maySpeak();
}

std::uint32_t ServerConnection::wantedInterest() const
{
    const bool reads = !m_readPaused && !m_peerClosed && m_reply->takesMore();
    const bool writes = m_delay.count() == 0 ? wantsToWrite() : m_blocked;
    return (reads ? std::uint32_t{EPOLLIN} : 0U) | (writes ? std::uint32_t{EPOLLOUT} : 0U);
}

void ServerConnection::updateInterest()
{
    if (m_delay.count() > 0)
        waitToWrite();
    const std::uint32_t wanted = wantedInterest();
    if (wanted == m_interest)
        return;
    if (const Result<void> changed = m_io.reactor.change(m_socket.fd(), wanted); !changed) {
        fail();
        return;
    }
    m_interest = wanted;
}

void ServerConnection::waitToWrite()
{
    if (m_timer || m_blocked || !wantsToWrite())
        return;
    m_timer = m_io.reactor.after(m_delay, [this] {
        m_timer.reset();
        if (writeSome())
            updateInterest();
    });
}

void ServerConnection::close()
{
    end();
}

void ServerConnection::halfClose()
{
    m_shutdownWanted = true;
    if (m_reply->waiting() == 0)
        shutdownWrite();
}

void ServerConnection::shutdownWrite()
{
    // A failure stands in the recording; the connection goes on as it was.
    if (m_shutdownDone || !m_state.shutdownWrite(m_socket, m_peerClosed))
        return;
    m_shutdownDone = true;
    m_reply = std::make_unique<Discard>(); // nothing can be answered any more
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
    if (m_timer)
        m_io.reactor.cancel(*std::exchange(m_timer, std::nullopt));
    if (m_reply->waiting() > 0)
        m_io.track.note(NoteCode::BytesDropped, m_id, m_socket.fd(), static_cast<std::int32_t>(m_reply->waiting()));
    if (m_socket.isOpen()) {
        const int fd = m_socket.fd();
        m_io.reactor.unwatch(fd);
        m_state.close(m_socket);
        m_io.track.label(fd, 0);
    }
    m_owner.connectionEnded(m_id); // deletes this
}

} // namespace core
