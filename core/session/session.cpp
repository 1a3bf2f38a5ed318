// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include "core/network/network_sys.h"
#include "core/observe/observer.h"
#include "core/session/client.h"
#include "core/session/io_thread.h"
#include "core/session/server_threads.h"

#include <atomic>
#include <unordered_map>
#include <utility>

namespace core {

struct Session::Impl
{
    Impl(SessionObserver* sessionObserver, int limit, bool records)
        : observer(sessionObserver),
          descriptorLimit(limit),
          recorder(records),
          kernel(std::make_unique<Observer>(recorder, ids, ports,
                                            [this](const ObserverStatus& status) { observerChanged(status); }))
    {
    }

    SessionObserver* observer;
    const int descriptorLimit;
    PrivateNetwork network{[this](const NetworkStatus& status) {
        if (observer)
            observer->networkChanged(status);
    }};
    NetworkSys sys{network};
    Recorder recorder;
    ConnectionIds ids;
    UsedPorts ports;
    ServerThreads servers{sys,
                          recorder,
                          ids,
                          ports,
                          [this](const ServerStatus& status) {
                              if (observer)
                                  observer->serverChanged(status);
                          },
                          descriptorLimit};
    IoThread clientThread{"client I/O", Side::Client, sys, recorder, ids, ports};
    std::unordered_map<ClientId, std::unique_ptr<Client>> clients; // client thread only
    std::atomic<ClientId> lastClient{0};
    bool running = false;
    bool statesObserved = false;      // thread of the observer only
    std::unique_ptr<Observer> kernel; // stopped first

    // On the thread of the observer.
    void observerChanged(const ObserverStatus& status)
    {
        if (std::exchange(statesObserved, status.states) && !status.states) {
            servers.onAll([](Server& of) { of.observerEnded(); });
            clientThread.post([this] {
                for (const auto& [id, client] : clients)
                    client->observerEnded();
            });
        }
        if (observer)
            observer->observerChanged(status);
    }

    void onClient(ClientId client, std::function<void(Client&)> task)
    {
        clientThread.post([this, client, run = std::move(task)] {
            if (const auto found = clients.find(client); found != clients.end())
                run(*found->second);
        });
    }
};

Session::Session(SessionObserver* observer, int descriptorLimit, bool records)
    : m_impl(std::make_unique<Impl>(observer, descriptorLimit, records))
{
}

Session::~Session()
{
    stop();
}

Result<void> Session::start()
{
    if (Result<void> started = m_impl->servers.start(); !started)
        return started;
    m_impl->running = true;
    return m_impl->clientThread.start([impl = m_impl.get()](const SysError& error) {
        for (const auto& [id, client] : impl->clients)
            client->loopFailed(error);
    });
}

void Session::stop()
{
    m_impl->network.stop(); // who waits for a socket of it is woken
    if (!std::exchange(m_impl->running, false)) {
        m_impl->kernel.reset();
        return;
    }
    m_impl->clientThread.stop([this] { m_impl->clients.clear(); });
    m_impl->servers.stop();
    m_impl->kernel.reset(); // it still reports what closing did
}

void Session::startServer(const ListenRequest& request)
{
    m_impl->servers.listen(request);
}

void Session::stopServer()
{
    m_impl->servers.stopListening();
}

void Session::closeConnections(std::vector<ConnectionId> connections)
{
    m_impl->servers.onAll([all = std::move(connections)](Server& server) { server.close(all); });
}

void Session::closeAllConnections()
{
    m_impl->servers.onAll([](Server& server) { server.closeAll(); });
}

void Session::halfCloseConnections(std::vector<ConnectionId> connections)
{
    m_impl->servers.onAll([all = std::move(connections)](Server& server) { server.halfClose(all); });
}

void Session::resetConnections(std::vector<ConnectionId> connections)
{
    m_impl->servers.onAll([all = std::move(connections)](Server& server) { server.reset(all); });
}

ClientId Session::addClient()
{
    const ClientId id = ++m_impl->lastClient;
    m_impl->clientThread.post([impl = m_impl.get(), id] {
        const auto changed = [impl](const ClientStatus& status) {
            if (impl->observer)
                impl->observer->clientChanged(status);
        };
        ClientStream stream;
        if (impl->observer) {
            stream.received = [impl, id](std::span<const std::byte> bytes) {
                impl->observer->clientReceived(id, bytes);
            };
            stream.sent = [impl, id](std::uint64_t bytes) { impl->observer->clientSent(id, bytes); };
        }
        impl->clients.emplace(id, std::make_unique<Client>(impl->clientThread.io(), id, changed, std::move(stream)));
    });
    return id;
}

void Session::removeClient(ClientId client)
{
    m_impl->clientThread.post([impl = m_impl.get(), client] { impl->clients.erase(client); });
}

void Session::connectClient(ClientId client, ConnectRequest request)
{
    if (request.addresses.empty())
        return;
    m_impl->onClient(client, [asked = std::move(request)](Client& to) { to.connect(asked); });
}

void Session::cancelConnect(ClientId client)
{
    m_impl->onClient(client, [](Client& to) { to.cancel(); });
}

void Session::disconnectClient(ClientId client)
{
    m_impl->onClient(client, [](Client& to) { to.disconnect(); });
}

void Session::halfCloseClient(ClientId client)
{
    m_impl->onClient(client, [](Client& to) { to.halfClose(); });
}

void Session::send(ClientId client, std::vector<std::byte> message)
{
    m_impl->onClient(client, [bytes = std::move(message)](Client& to) { to.send(bytes); });
}

void Session::noteFromClient(NoteCode code, std::string payload, std::int64_t tookNs)
{
    m_impl->clientThread.post([impl = m_impl.get(), code, text = std::move(payload), tookNs] {
        impl->clientThread.io().track.note(code, 0, -1, 0, std::as_bytes(std::span(text)), tookNs);
    });
}

void Session::chooseNetwork(Network network)
{
    m_impl->sys.choose(network);
    if (network == Network::Private) {
        m_impl->network.start();
        return;
    }
    m_impl->network.stop();
    if (m_impl->observer)
        m_impl->observer->networkChanged({});
}

Sys& Session::sockets() noexcept
{
    return m_impl->sys;
}

void Session::startObserver(const ObserveRequest& request)
{
    if (!m_impl->kernel)
        return;
    if (m_impl->sys.chosen() == Network::ThisComputer)
        return m_impl->kernel->start(request);
    ObserverPlaces places = ObserverPlaces::find();
    places.root = true; // inside it has what it needs for packets
    m_impl->kernel->start(request, observerCommand(places).and_then([this](const std::vector<std::string>& command) {
        return m_impl->network.inside(command);
    }));
}

void Session::startObserver(const ObserveRequest& request, HelperCommand command)
{
    if (m_impl->kernel)
        m_impl->kernel->start(request, std::move(command));
}

void Session::stopObserver()
{
    if (m_impl->kernel)
        m_impl->kernel->stop();
}

Recorder& Session::recorder() noexcept
{
    return m_impl->recorder;
}

} // namespace core
