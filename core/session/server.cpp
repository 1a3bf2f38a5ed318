// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/server.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

// How long a listener whose accept4 failed waits before it tries again by itself.
constexpr std::chrono::milliseconds kAcceptRetry{1000};

constexpr int kMaxBurst = 64; // connections accepted in one turn, before others get theirs

constexpr int kMostAborted = 16; // connections in a row that were gone before accept4 could take them

bool meansNoDescriptor(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

} // namespace

Server::Server(IoContext& io, std::function<void(const ServerStatus&)> changed, int descriptorLimit,
               std::function<void()> freed)
    : m_io(io),
      m_changed(std::move(changed)),
      m_freed(std::move(freed)),
      m_file(io.sys, io.track),
      m_state(io.track, TcpState::Closed),
      m_descriptorLimit(descriptorLimit)
{
}

Server::~Server()
{
    endAll();
}

void Server::start(const ListenRequest& request)
{
    endAll();
    m_status = {};
    m_status.address = request.address;
    m_reply = request.reply;
    if (const Result<void> opened = open(request); !opened) {
        m_listener.close();
        m_file.remove();
        m_status.error = opened.error();
    }
    m_changed(m_status);
}

Result<void> Server::open(const ListenRequest& request)
{
    const SocketKind kind{request.address.family()};
    m_state = EndState(m_io.track, TcpState::Closed, kind);
    Result<Socket> socket = Socket::open(m_io.sys, kind);
    if (!socket)
        return tl::unexpected(socket.error());
    m_listener = std::move(*socket);
    if (Result<void> bound = bind(request); !bound)
        return bound;
    const Result<Address> address = m_listener.localAddress();
    if (!address)
        return tl::unexpected(address.error());
    // The kernel has chosen: who observes must know the port before it listens.
    m_io.ports.use(address->port(), UsedPorts::Use::Listen);
    m_state.setPorts(address->port(), 0);
    if (Result<void> listening = m_listener.listen(request.backlog); !listening)
        return listening;
    m_state.sample(m_listener);
    if (Result<void> watched = m_io.reactor.watch(m_listener.fd(), EPOLLIN, *this); !watched)
        return watched;
    m_status.phase = ServerStatus::Phase::Listening;
    m_status.address = *address;
    m_status.fds = {m_listener.fd()};
    if (request.reply.mode == ReplyMode::Splice)
        m_io.track.note(NoteCode::BytesNotSeen, 0, m_listener.fd());
    return {};
}

Result<void> Server::bind(const ListenRequest& request)
{
    const SocketKind kind = m_listener.kind();
    if (kind.canReuseAddress()) {
        if (Result<void> set = m_listener.setReuseAddress(); !set)
            return set;
    }
    if (kind.canBeDualStack()) {
        if (Result<void> set = m_listener.setIp6Only(!request.dualStack); !set)
            return set;
    }
    m_isOneOfSeveral = request.threads > 1;
    if (m_isOneOfSeveral) {
        if (Result<void> set = m_listener.setReusePort(); !set)
            return set;
    }
    m_io.ports.use(request.address.port(), UsedPorts::Use::Listen);
    Result<void> bound =
        request.address.path().empty() ? m_listener.bind(request.address) : m_file.bind(m_listener, request.address);
    if (bound)
        m_io.ids.unixQueueEmptied(request.address);
    return bound;
}

void Server::stop()
{
    endAll();
    becomeStopped(std::nullopt);
}

void Server::loopFailed(const SysError& error)
{
    if (m_status.phase != ServerStatus::Phase::Listening)
        return;
    endAll();
    becomeStopped(error);
}

void Server::becomeStopped(std::optional<SysError> error)
{
    m_status.phase = ServerStatus::Phase::Stopped;
    m_status.fds.clear();
    m_status.acceptPaused = false;
    m_status.error = error;
    m_changed(m_status);
}

void Server::endAll()
{
    m_status.acceptPaused = false;
    if (m_retry)
        m_io.reactor.cancel(*std::exchange(m_retry, std::nullopt));
    if (m_listener.isOpen()) {
        const int fd = m_listener.fd();
        m_io.reactor.unwatch(fd);
        m_state.close(m_listener);
        m_io.ids.unixQueueEmptied(m_status.address);
        m_file.remove();
    }
    closeAll();
}

void Server::observerEnded()
{
    m_state.resume(m_listener);
    m_connections.forEach([](ConnectionId, ServerConnection& connection) { connection.observerEnded(); });
}

void Server::onReady(std::uint32_t /*events*/)
{
    // One a turn costs no accept4 that only says EAGAIN. When many come at once the queue must be emptied faster than
    // it fills, or the kernel drops SYNs: still ready in the very next turn, it gives twice as many.
    const std::uint64_t turn = m_io.reactor.turn();
    m_burst = turn == m_lastTurn + 1 ? std::min(m_burst * 2, kMaxBurst) : 1;
    m_lastTurn = turn;
    for (int i = 0; i < m_burst && acceptOne() == Accepted::One; ++i) {
    }
}

Server::Accepted Server::acceptOne()
{
    sockaddr_storage storage{};
    socklen_t length = sizeof storage;
    m_io.track.hold(); // until we know to which connection this accept4 belongs
    const SysReturn returned =
        m_io.sys.accept4(m_listener.fd(), reinterpret_cast<sockaddr*>(&storage), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (!returned.ok()) {
        m_io.track.release(0);
        const bool isNone = returned.error == EAGAIN || returned.error == EINTR;
        m_aborted = returned.error == ECONNABORTED ? m_aborted + 1 : 0;
        if (isNone || (m_aborted > 0 && m_aborted <= kMostAborted))
            return Accepted::None; // the peer went away meanwhile, or there was none
        // Any other error may last, and the listener stays ready: accepting goes on only after a while.
        pauseAccepting(SysError{callInfo(Call::Accept4).name, returned.error});
        return Accepted::Paused;
    }
    m_aborted = 0;
    Socket socket(m_io.sys, returned.fd(), m_listener.kind());
    const Address peer = Address::fromBytes(std::as_bytes(std::span{&storage, 1}).first(length));
    Address local = m_status.address;
    if (local.isAny()) // the listener has every address of the machine: which one is it?
        local = socket.localAddress().value_or(local);
    bool isOwn = false;
    if (socket.kind().knowsPeerProcess()) {
        const Result<ucred> process = socket.peerProcess();
        isOwn = process && process->pid == ::getpid();
    }
    const ConnectionId id = m_io.ids.accepted(local, peer, isOwn);
    m_io.track.label(socket.fd(), id);
    m_io.track.release(id);

    ServerConnectionOwner& owner = *this;
    ServerConnection& started = m_connections.emplace(id, m_io, owner, std::move(socket), id, local.port(), m_reply);
    const bool last = returned.fd() >= m_descriptorLimit;
    if (!started.start())
        started.close();
    if (!last)
        return Accepted::One;
    pauseAccepting(std::nullopt);
    return Accepted::Paused;
}

void Server::pauseAccepting(std::optional<SysError> error)
{
    if (error) { // what causes it may be outside of this server: look again from time to time
        if (m_retry)
            m_io.reactor.cancel(*m_retry);
        m_retry = m_io.reactor.after(kAcceptRetry, [this] { retryAccepting(); });
    }
    if (std::exchange(m_status.acceptPaused, true))
        return;
    // A listener that stays ready would make epoll return at once, again and again. Taken out, it costs nothing.
    static_cast<void>(m_io.reactor.change(m_listener.fd(), 0)); // recorded; the retry puts it right
    m_io.track.note(!error                           ? NoteCode::AcceptReserved
                    : meansNoDescriptor(error->code) ? NoteCode::AcceptPaused
                                                     : NoteCode::AcceptFails,
                    0, m_listener.fd(), error ? error->code : 0);
    m_status.error = error;
    m_changed(m_status);
}

void Server::retryAccepting()
{
    m_retry.reset();
    if (m_status.acceptPaused && m_listener.isOpen() && acceptOne() != Accepted::Paused)
        resumeAccepting();
}

void Server::resumeAccepting()
{
    if (!std::exchange(m_status.acceptPaused, false))
        return;
    if (m_retry)
        m_io.reactor.cancel(*std::exchange(m_retry, std::nullopt));
    static_cast<void>(m_io.reactor.change(m_listener.fd(), EPOLLIN)); // recorded
    m_io.track.note(NoteCode::AcceptResumed, 0, m_listener.fd());
    m_status.error.reset();
    m_changed(m_status);
}

void Server::connectionEnded(ConnectionId connection)
{
    m_connections.erase(connection);
    // A descriptor is free: one of those that wait can come in now. Not from inside this call, which may itself come
    // from an accept: as the loop's next task.
    if (m_isOneOfSeveral && m_freed)
        m_freed(); // the other threads may have been waiting longer
    else if (m_status.acceptPaused && m_listener.isOpen())
        m_io.reactor.after(std::chrono::milliseconds(0), [this] { static_cast<void>(takeOneWaiting()); });
}

bool Server::takeOneWaiting()
{
    if (!m_status.acceptPaused || !m_listener.isOpen())
        return false;
    if (acceptOne() != Accepted::None)
        return true;
    resumeAccepting();
    return false;
}

template <class Action>
void Server::forEach(const std::vector<ConnectionId>& connections, Action action)
{
    for (const ConnectionId id : connections) {
        if (ServerConnection* connection = m_connections.find(id))
            action(*connection); // may end it
    }
}

void Server::close(const std::vector<ConnectionId>& connections)
{
    forEach(connections, [](ServerConnection& connection) { connection.close(); });
}

void Server::closeAll()
{
    std::vector<ConnectionId> all;
    all.reserve(m_connections.size());
    m_connections.forEach([&all](ConnectionId id, const ServerConnection&) { all.push_back(id); });
    close(all);
}

void Server::halfClose(const std::vector<ConnectionId>& connections)
{
    forEach(connections, [](ServerConnection& connection) { connection.halfClose(); });
}

void Server::reset(const std::vector<ConnectionId>& connections)
{
    forEach(connections, [](ServerConnection& connection) { connection.reset(); });
}

} // namespace core
