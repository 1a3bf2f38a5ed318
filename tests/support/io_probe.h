// SPDX-License-Identifier: GPL-3.0-or-later
// A server and clients on threads of their own over a seam that fails on demand, watched by a test.
#pragma once

#include "core/event/recording.h"
#include "core/session/client.h"
#include "core/session/io_thread.h"
#include "core/session/server.h"
#include "core/text/event_text.h"
#include "tests/support/faulty_sys.h"

#include <QTest>
#include <algorithm>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tests {

/// The test runs on its own thread and reads statuses and events; everything else happens on the two I/O threads.
class IoProbe
{
public:
    explicit IoProbe(int descriptorLimit = std::numeric_limits<int>::max(), bool records = true) : m_recorder(records)
    {
        m_server = std::make_unique<core::Server>(
            m_serverThread.io(),
            [this](const core::ServerStatus& status) {
                const std::lock_guard lock(m_mutex);
                m_serverStatus = status;
            },
            descriptorLimit);
        const auto serverFailed = [this](const core::SysError& error) { m_server->loopFailed(error); };
        const auto clientFailed = [this](const core::SysError& error) {
            for (const auto& [id, client] : m_clients)
                client->loopFailed(error);
        };
        if (!m_serverThread.start(serverFailed) || !m_clientThread.start(clientFailed))
            qFatal("The I/O threads did not start.");
    }
    ~IoProbe() { stop(); }

    FaultySys& serverSys() { return m_serverSys; }
    FaultySys& clientSys() { return m_clientSys; }

    void onServer(std::function<void(core::Server&)> task)
    {
        std::promise<void> done;
        m_serverThread.post([&] {
            task(*m_server);
            done.set_value();
        });
        done.get_future().wait();
    }
    void onClient(core::ClientId id, std::function<void(core::Client&)> task)
    {
        std::promise<void> done;
        m_clientThread.post([&] {
            std::unique_ptr<core::Client>& client = m_clients[id];
            if (!client)
                client = std::make_unique<core::Client>(m_clientThread.io(), id, [this](const core::ClientStatus& s) {
                    const std::lock_guard lock(m_mutex);
                    m_clientStatus[s.client] = s;
                });
            task(*client);
            done.set_value();
        });
        done.get_future().wait();
    }

    /// Listens on a free port of 127.0.0.1.
    core::Address listen()
    {
        onServer([](core::Server& server) { server.start({*core::Address::ip("127.0.0.1", 0)}); });
        return server().address;
    }
    void connect(core::ClientId id, std::vector<core::Address> addresses,
                 std::chrono::milliseconds timeout = std::chrono::seconds(5))
    {
        onClient(id, [&](core::Client& client) { client.connect({addresses, timeout}); });
    }
    void send(core::ClientId id, const std::string& text)
    {
        onClient(id, [&](core::Client& client) { client.send(std::as_bytes(std::span(text))); });
    }

    core::ServerStatus server()
    {
        const std::lock_guard lock(m_mutex);
        return m_serverStatus;
    }
    core::ClientStatus client(core::ClientId id)
    {
        const std::lock_guard lock(m_mutex);
        return m_clientStatus[id];
    }
    bool connected(core::ClientId id) { return client(id).phase == core::ClientStatus::Phase::Connected; }
    bool idle(core::ClientId id) { return client(id).phase == core::ClientStatus::Phase::Idle; }
    std::size_t connectionCount()
    {
        std::size_t count = 0;
        onServer([&count](core::Server& server) { count = server.connectionCount(); });
        return count;
    }

    /// All that was recorded so far.
    const core::Recording& events()
    {
        m_recording.append(m_stopped ? m_recorder.collectAll() : m_recorder.collect());
        return m_recording;
    }
    /// Bytes that came back to that client.
    std::string received(core::ClientId id)
    {
        const core::ConnectionId connection = client(id).connection;
        std::string text;
        forEach([&](const core::Event& event) {
            if (event.kind == core::EventKind::Message && event.direction() == core::Direction::Received &&
                event.connection == connection)
                text.append(reinterpret_cast<const char*>(event.bytes().data()), event.bytes().size());
        });
        return text;
    }
    /// "CLOSED>SYN_SENT(inferred)" for each state change of that side, in order; connection 0: of the listener.
    std::vector<std::string> states(core::Side side, core::ConnectionId connection)
    {
        std::vector<std::string> all;
        forEach([&](const core::Event& event) {
            if (event.kind == core::EventKind::State && event.side == side && event.connection == connection)
                all.push_back(std::string(core::stateName(event.from())) + '>' +
                              std::string(core::stateName(event.to())) + '(' +
                              std::string(core::sourceName(event.source)) + ')');
        });
        return all;
    }
    int count(core::Call call, core::Side side)
    {
        int count = 0;
        forEach([&](const core::Event& event) { count += event.call == call && event.side == side; });
        return count;
    }
    int countNotes(core::NoteCode code)
    {
        int count = 0;
        forEach(
            [&](const core::Event& event) { count += event.kind == core::EventKind::Note && event.note() == code; });
        return count;
    }
    void forEach(const std::function<void(const core::Event&)>& visit)
    {
        const core::Recording& all = events();
        for (std::size_t i = 0; i < all.size(); ++i)
            visit(all.at(i));
    }

    void stop()
    {
        if (std::exchange(m_stopped, true))
            return;
        m_clientThread.stop([this] { m_clients.clear(); });
        m_serverThread.stop([this] { m_server.reset(); });
    }

private:
    FaultySys m_serverSys;
    FaultySys m_clientSys;
    core::Recorder m_recorder;
    core::Recording m_recording;
    core::ConnectionIds m_ids;
    core::UsedPorts m_ports;
    core::IoThread m_serverThread{"server I/O", core::Side::Server, m_serverSys, m_recorder, m_ids, m_ports};
    core::IoThread m_clientThread{"client I/O", core::Side::Client, m_clientSys, m_recorder, m_ids, m_ports};
    std::unique_ptr<core::Server> m_server;
    std::map<core::ClientId, std::unique_ptr<core::Client>> m_clients;
    std::mutex m_mutex; // guards the statuses
    core::ServerStatus m_serverStatus;
    std::map<core::ClientId, core::ClientStatus> m_clientStatus;
    bool m_stopped = false;
};

} // namespace tests
