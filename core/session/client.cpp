// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/client.h"

#include <cerrno>
#include <utility>

namespace core {

namespace {

// How long an orderly disconnect waits for the peer's end.
constexpr std::chrono::milliseconds kDisconnectWait{1000};
// So many reads at most before others get their turn.
constexpr int kReadsPerTurn = 16;

// More than so many bytes that the peer does not take: no further message is accepted.
constexpr std::size_t kMaxWaiting = std::size_t{64} << 20;

// What only an answer to our SYN, or its absence, can cause; others may fail before a SYN is sent.
bool answersSyn(int error)
{
    return error == ECONNREFUSED || error == ETIMEDOUT || error == ECONNRESET;
}

} // namespace

Client::Client(IoContext& io, ClientId id, std::function<void(const ClientStatus&)> changed, ClientStream stream)
    : m_io(io), m_changed(std::move(changed)), m_state(io.track, TcpState::Closed), m_stream(std::move(stream))
{
    m_status.client = id;
}

Client::~Client()
{
    closeSocket();
}

void Client::connect(ConnectRequest request)
{
    closeSocket();
    m_request = std::move(request);
    const ClientId id = m_status.client;
    m_status = {};
    m_status.client = id;
    m_status.attempts = m_request.addresses.size();
    m_status.phase = ClientStatus::Phase::Connecting;
    tryNext();
}

void Client::tryNext()
{
    const Address& address = m_request.addresses[m_status.attempt++];
    m_status.peer = address;
    m_status.local = {};
    if (const Result<void> tried = tryAddress(address); !tried)
        attemptFailed(tried.error());
    else if (m_status.phase == ClientStatus::Phase::Connecting)
        m_changed(m_status);
}

Result<void> Client::tryAddress(const Address& address)
{
    m_status.connection = m_io.ids.next();
    const SocketKind kind{address.family()};
    m_state = EndState(m_io.track, TcpState::Closed, kind);
    m_state.setConnection(m_status.connection);
    m_state.setPorts(0, address.port()); // observed or not, both ends are
    m_io.ports.use(address.port(), UsedPorts::Use::Target);

    m_io.track.hold();
    Result<Socket> socket = Socket::open(m_io.sys, kind);
    m_io.track.release(m_status.connection);
    if (!socket)
        return tl::unexpected(socket.error());
    m_socket = std::move(*socket);
    m_status.fd = m_socket.fd();
    m_io.track.label(m_socket.fd(), m_status.connection);

    Result<ConnectStatus> connecting{ConnectStatus::InProgress};
    {
        ConnectionIds::Connecting claim(m_io.ids);
        m_io.track.hold();
        connecting = m_socket.connect(address);
        if (connecting || answersSyn(connecting.error().code))
            m_state.inferFromCall(m_socket.fd(), TcpState::SynSent);
        m_io.track.release(m_status.connection);
        if (connecting) {
            const Result<Address> local = m_socket.localAddress();
            if (!local)
                return tl::unexpected(local.error());
            m_status.local = *local;
            claim.claim(*local, address, m_status.connection);
        } else {
            claim.failed(m_status.connection);
        }
    }
    if (!connecting)
        return tl::unexpected(connecting.error());
    m_state.sample(m_socket);
    m_interest = *connecting == ConnectStatus::Connected ? EPOLLIN : EPOLLOUT;
    if (Result<void> watched = m_io.reactor.watch(m_socket.fd(), m_interest, *this); !watched)
        return watched;
    if (*connecting == ConnectStatus::Connected)
        connected();
    else
        startTimer(m_request.timeout, &Client::connectTimedOut);
    return {};
}

void Client::finishConnect()
{
    const Result<int> error = m_socket.takeError();
    if (!error || *error != 0) {
        attemptFailed(error ? SysError{callInfo(Call::Connect).name, *error} : error.error());
        return;
    }
    stopTimer();
    m_state.sample(m_socket);
    connected();
}

void Client::connected()
{
    m_status.phase = ClientStatus::Phase::Connected;
    // The peer as the kernel knows it, which differs where "every address" was asked for. It may be gone again already:
    // the next recv(2) tells.
    if (const Result<Address> peer = m_socket.peerAddress())
        m_status.peer = *peer;
    if (m_socket.kind().knowsPeerProcess())
        static_cast<void>(m_socket.peerProcess()); // to be seen in the recording
    updateInterest();
    m_changed(m_status);
}

void Client::connectTimedOut()
{
    m_timer.reset();
    m_io.track.note(NoteCode::ConnectTimeout, m_status.connection, m_socket.fd(),
                    static_cast<std::int32_t>(m_request.timeout.count()), m_status.peer.bytes());
    m_status.limitReached = m_request.timeout;
    attemptFailed({callInfo(Call::Connect).name, ETIMEDOUT});
}

void Client::attemptFailed(const SysError& error)
{
    if (m_socket.isOpen())
        m_state.sample(m_socket); // CLOSED after an answer; still SYN_SENT when it was our limit
    closeSocket();
    if (m_status.attempt < m_request.addresses.size()) {
        m_status.limitReached.reset();
        tryNext();
    } else {
        becomeIdle(error);
    }
}

void Client::cancel()
{
    if (m_status.phase != ClientStatus::Phase::Connecting)
        return;
    m_io.track.note(NoteCode::ConnectCancelled, m_status.connection, m_socket.fd(), 0, m_status.peer.bytes());
    closeSocket();
    becomeIdle(std::nullopt);
}

void Client::onReady(std::uint32_t events)
{
    if (m_status.phase == ClientStatus::Phase::Connecting) {
        finishConnect();
        return;
    }
    if ((events & (EPOLLERR | EPOLLHUP)) != 0 && (m_interest & EPOLLIN) == 0) {
        // Not being read, so the error that waits on the socket has to be asked for.
        const Result<int> error = m_socket.takeError();
        if (error && *error == 0)
            fail(std::nullopt);
        else
            fail(error ? SysError{callInfo(Call::Getsockopt).name, *error} : error.error());
        return;
    }
    if ((events & EPOLLOUT) != 0) {
        const std::size_t before = m_output.size();
        if (const Result<IoStatus> sent = m_output.flush(m_socket); !sent) {
            fail(sent.error());
            return;
        }
        tellSent();
        if (m_status.phase == ClientStatus::Phase::Disconnecting) {
            if (m_output.empty())
                shutdownWrite();
            else if (m_output.size() < before) // the peer still reads: its time begins anew
                startTimer(kDisconnectWait, &Client::disconnect);
        } else if (m_halfCloseWanted && m_output.empty()) {
            shutdownWrite();
        }
        if (!m_socket.isOpen())
            return;
    }
    if ((events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0 && (m_interest & EPOLLIN) != 0)
        readSome();
    if (m_socket.isOpen())
        updateInterest();
}

void Client::readSome()
{
    for (int i = 0; i < kReadsPerTurn; ++i) {
        const std::span<std::byte> room = m_io.track.lendRoom();
        const Result<IoResult> read = m_socket.recv(room);
        if (!read) {
            fail(read.error());
            return;
        }
        if (read->status == IoStatus::PeerClosed) {
            peerClosed();
            return;
        }
        if (read->status == IoStatus::WouldBlock)
            return;
        const std::span<const std::byte> received = room.first(read->bytes);
        m_io.track.message(m_status.connection, m_socket.fd(), Direction::Received, received);
        if (m_stream.received)
            m_stream.received(received);
        if (received.size() < room.size())
            return;
    }
}

void Client::peerClosed()
{
    m_status.peerClosed = true;
    m_state.sample(m_socket, true);
    if (m_shutdownDone) {
        closeSocket();
        becomeIdle(std::nullopt);
        return;
    }
    m_changed(m_status);
}

void Client::send(std::span<const std::byte> message)
{
    if (m_status.phase != ClientStatus::Phase::Connected || message.empty() || m_halfCloseWanted)
        return;
    if (m_output.size() + message.size() > kMaxWaiting) {
        m_io.track.note(NoteCode::SendRefused, m_status.connection, m_socket.fd(),
                        static_cast<std::int32_t>(m_output.size()));
        return;
    }
    m_io.track.message(m_status.connection, m_socket.fd(), Direction::Sent, message);
    if (const Result<void> sent = m_output.send(m_socket, message); !sent) {
        fail(sent.error());
        return;
    }
    m_given += message.size();
    tellSent();
    updateInterest();
}

void Client::tellSent()
{
    if (m_stream.sent && m_output.empty())
        m_stream.sent(m_given);
}

void Client::halfClose()
{
    if (m_status.phase != ClientStatus::Phase::Connected || std::exchange(m_halfCloseWanted, true))
        return;
    if (m_output.empty())
        shutdownWrite();
}

void Client::disconnect()
{
    if (m_status.phase == ClientStatus::Phase::Disconnecting) {
        closeSocket();
        becomeIdle(std::nullopt);
        return;
    }
    if (m_status.phase != ClientStatus::Phase::Connected)
        return;
    m_status.phase = ClientStatus::Phase::Disconnecting;
    if (m_status.peerClosed && m_output.empty()) {
        closeSocket();
        becomeIdle(std::nullopt);
        return;
    }
    startTimer(kDisconnectWait, &Client::disconnect);
    if (m_output.empty())
        shutdownWrite();
    m_changed(m_status);
}

void Client::shutdownWrite()
{
    if (m_shutdownDone)
        return;
    m_shutdownDone = true;
    if (const Result<void> shut = m_state.shutdownWrite(m_socket, m_status.peerClosed); !shut) {
        fail(shut.error());
        return;
    }
    if (m_status.peerClosed) {
        closeSocket();
        becomeIdle(std::nullopt);
    }
}

void Client::updateInterest()
{
    const std::uint32_t wanted =
        (m_status.peerClosed ? 0U : std::uint32_t{EPOLLIN}) | (m_output.empty() ? 0U : std::uint32_t{EPOLLOUT});
    if (wanted == m_interest)
        return;
    if (const Result<void> changed = m_io.reactor.change(m_socket.fd(), wanted); !changed) {
        fail(changed.error());
        return;
    }
    m_interest = wanted;
}

void Client::loopFailed(const SysError& error)
{
    if (m_status.phase != ClientStatus::Phase::Idle)
        fail(error);
}

void Client::fail(std::optional<SysError> error)
{
    m_state.sample(m_socket); // after a reset or a time-out the kernel has closed the end already
    closeSocket();
    becomeIdle(error);
}

void Client::closeSocket()
{
    stopTimer();
    if (!m_output.empty())
        m_io.track.note(NoteCode::BytesDropped, m_status.connection, m_socket.fd(),
                        static_cast<std::int32_t>(m_output.size()));
    m_output = {};
    m_shutdownDone = false;
    m_halfCloseWanted = false;
    m_given = 0;
    m_interest = 0;
    if (!m_socket.isOpen())
        return;
    const int fd = m_socket.fd();
    m_io.reactor.unwatch(fd);
    m_state.close(m_socket);
    m_io.track.label(fd, 0);
    m_io.ids.clientClosed(m_status.local, m_status.peer);
}

void Client::becomeIdle(std::optional<SysError> error)
{
    m_status.phase = ClientStatus::Phase::Idle;
    m_status.fd = -1;
    m_status.error = error;
    m_changed(m_status);
}

void Client::startTimer(std::chrono::milliseconds delay, void (Client::*action)())
{
    stopTimer();
    m_timer = m_io.reactor.after(delay, [this, action] {
        m_timer.reset();
        (this->*action)();
    });
}

void Client::stopTimer()
{
    if (m_timer)
        m_io.reactor.cancel(*std::exchange(m_timer, std::nullopt));
}

} // namespace core
