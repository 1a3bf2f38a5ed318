// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that runs: one recorder, one server thread, one client thread, one server, any number of clients.
#pragma once

#include "core/event/recorder.h"
#include "core/network/network_status.h"
#include "core/observe/observer_status.h"
#include "core/process/helper_command.h"
#include "core/session/requests.h"
#include "core/sys/sys.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace core {

/// Is told of changes of the server and the clients. Called on the I/O threads; must not call back into the session.
class SessionObserver
{
public:
    virtual ~SessionObserver() = default;
    virtual void serverChanged(const ServerStatus& status) = 0;
    virtual void clientChanged(const ClientStatus& status) = 0;
    /// On the client I/O thread, as ClientStream (core/session/client.h) says.
    virtual void clientReceived(ClientId /*client*/, std::span<const std::byte> /*bytes*/) {}
    virtual void clientSent(ClientId /*client*/, std::uint64_t /*bytes*/) {}
    /// On the thread of the observer, or that of startObserver() when it cannot be started.
    virtual void observerChanged(const ObserverStatus& /*status*/) {}
    /// On a thread of the private network, or that of chooseNetwork().
    virtual void networkChanged(const NetworkStatus& /*status*/) {}
};

/// All functions but the constructor, start() and stop() may be called from any thread, return at once, and are
/// carried out in order on the I/O threads. What happens is seen in the events and told to the observer.
class Session
{
public:
    /// `observer` is not owned and outlives the session; may be null.
    /// `descriptorLimit`: sockets of the server stay below that descriptor (core/sys/descriptor_limit.h).
    /// `records` false: there are no events, and no call is made only to have some.
    explicit Session(SessionObserver* observer, int descriptorLimit = std::numeric_limits<int>::max(),
                     bool records = true);
    ~Session(); ///< stop()
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Starts the I/O threads; fails as epoll_create1(2), eventfd(2) and epoll_ctl(2) do.
    [[nodiscard]] Result<void> start();
    /// Closes every socket and joins the threads. The recorder can still be collected.
    void stop();

    void startServer(const ListenRequest& request);
    void stopServer();                                            ///< Closes the listener and its connections.
    void closeConnections(std::vector<ConnectionId> connections); ///< close(2)
    void closeAllConnections();
    void halfCloseConnections(std::vector<ConnectionId> connections); ///< shutdown(2) with SHUT_WR
    void resetConnections(std::vector<ConnectionId> connections);     ///< SO_LINGER of 0 s, then close(2): sends RST

    ClientId addClient();
    void removeClient(ClientId client); ///< Closes its connection.
    void connectClient(ClientId client, ConnectRequest request);
    void cancelConnect(ClientId client);
    void disconnectClient(ClientId client); ///< shutdown(SHUT_WR), waits up to 1 s for the peer's end, then close(2).
    void halfCloseClient(ClientId client);  ///< shutdown(SHUT_WR) once all is sent, close(2) at the peer's end.
    void send(ClientId client, std::vector<std::byte> message);

    /// A note from outside the I/O threads, for example of the name resolver; stands in the client thread's track.
    void noteFromClient(NoteCode code, std::string payload, std::int64_t tookNs);

    /// The network in which sockets are made from now on; those that exist stay where they are. Private: a new one each
    /// time; until it is ready, socket(2) waits, and when it fails or ends, socket(2) fails. The outcome is told. From
    /// one thread at a time.
    void chooseNetwork(Network network);
    /// Makes sockets in that network, and records nothing; for who looks at the kernel. Any thread.
    Sys& sockets() noexcept;

    /// Lets the kernel report the states and packets of the ports that the server and the clients use, and of those in
    /// the request, in the network that was chosen; one that runs is ended before. Of what it reports nothing is
    /// sampled or inferred. A port that is new is observed before listen(2) or connect(2) is called on it. Needs
    /// privileges: see ObserverStatus. From one thread at a time.
    void startObserver(const ObserveRequest& request);
    /// The same with a command of the caller's, as Observer::start().
    void startObserver(const ObserveRequest& request, HelperCommand command);
    void stopObserver(); ///< Also done by stop(), after everything is closed.

    Recorder& recorder() noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace core
