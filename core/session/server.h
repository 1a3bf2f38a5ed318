// SPDX-License-Identifier: GPL-3.0-or-later
// The server: one listener and its connections.
#pragma once

#include "core/net/end_state.h"
#include "core/net/io_context.h"
#include "core/net/socket.h"
#include "core/net/socket_file.h"
#include "core/numbered_map.h"
#include "core/session/requests.h"
#include "core/session/server_connection.h"

#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace core {

/// Lives on one I/O thread; every function only there. `changed` is called on that thread after each change of status.
class Server final : private Watcher, private ServerConnectionOwner
{
public:
    /// Accepting pauses when a descriptor with that number or a higher one was handed out, until one is free again.
    /// `freed` is called when a connection has ended, if the server is one of several (ListenRequest::threads): one of
    /// them shall then takeOneWaiting().
    Server(IoContext& io, std::function<void(const ServerStatus&)> changed,
           int descriptorLimit = std::numeric_limits<int>::max(), std::function<void()> freed = {});
    ~Server() override;

    /// socket(2), setsockopt(2), bind(2), getsockname(2), listen(2). When one fails nothing is left open and the status
    /// carries the error. A server that runs is stopped first.
    void start(const ListenRequest& request);
    void stop(); ///< close(2) of the listener and of every connection.
    /// While accepting is paused: accepts one connection, or goes on as before when none waits. False: the descriptor
    /// is still there for another server.
    [[nodiscard]] bool takeOneWaiting();
    /// The loop of the thread cannot wait any more: what listens ends, with that error.
    void loopFailed(const SysError& error);
    void observerEnded(); ///< Nobody else reports the states any more: they are read anew.

    void close(const std::vector<ConnectionId>& connections);
    void closeAll();
    void halfClose(const std::vector<ConnectionId>& connections);
    void reset(const std::vector<ConnectionId>& connections);

    const ServerStatus& status() const { return m_status; }
    std::size_t connectionCount() const { return m_connections.size(); }

private:
    enum class Accepted : std::uint8_t { One, None, Paused };

    void onReady(std::uint32_t events) override;
    void connectionEnded(ConnectionId connection) override;

    Result<void> open(const ListenRequest& request);
    Result<void> bind(const ListenRequest& request);
    Accepted acceptOne();
    void pauseAccepting(std::optional<SysError> error);
    void retryAccepting();
    void resumeAccepting();
    void endAll();
    void becomeStopped(std::optional<SysError> error);
    template <class Action>
    void forEach(const std::vector<ConnectionId>& connections, Action action);

    IoContext& m_io;
    std::function<void(const ServerStatus&)> m_changed;
    std::function<void()> m_freed;
    ServerStatus m_status;
    ReplyRequest m_reply; // of the connections to come
    Socket m_listener;
    SocketFile m_file; // of a UNIX listener with a path
    EndState m_state;
    int m_burst = 1;              // connections accepted in the newest turn at most
    std::uint64_t m_lastTurn = 0; // of the reactor, in which that was
    const int m_descriptorLimit;
    bool m_isOneOfSeveral = false;           // other threads listen on the same port
    int m_aborted = 0;                       // times in a row that accept4 said ECONNABORTED
    std::optional<Reactor::TimerId> m_retry; // after accept4 failed
    NumberedMap<ConnectionId, ServerConnection> m_connections;
};

} // namespace core
