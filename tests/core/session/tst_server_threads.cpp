// SPDX-License-Identifier: GPL-3.0-or-later
// One server on several threads: they share a port, fail together, stop together, and their events have one order.
#include "core/session/server_threads.h"
#include "core/sys/real_sys.h"
#include "tests/core/session/silent_peer.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <poll.h>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

using core::Address;
using core::Call;
using core::ServerStatus;
using Phase = core::ServerStatus::Phase;

namespace {

// A client that blocks; its descriptor is -1 when nobody listens.
class BlockingClient
{
public:
    explicit BlockingClient(const Address& address) : m_fd(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (::connect(m_fd, address.raw(), address.size()) != 0)
            ::close(std::exchange(m_fd, -1));
    }
    BlockingClient(BlockingClient&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    BlockingClient& operator=(BlockingClient&& other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~BlockingClient()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }

    bool isConnected() const { return m_fd >= 0; }
    void send() const { QCOMPARE(::send(m_fd, "abc", 3, MSG_NOSIGNAL), ssize_t(3)); }
    bool hasAnswer() const
    {
        pollfd answer{m_fd, POLLIN, 0};
        return ::poll(&answer, 1, 0) == 1;
    }
    bool echoes() const
    {
        const std::array sent{'a', 'b', 'c'};
        std::array<char, 3> got{};
        return ::send(m_fd, sent.data(), sent.size(), MSG_NOSIGNAL) == 3 &&
               ::recv(m_fd, got.data(), got.size(), MSG_WAITALL) == 3 && got == sent;
    }

private:
    int m_fd;
};

} // namespace

class TestServerThreads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openServers(1'000'000); }
    void cleanup() { m_servers.reset(); }

    void shareOnePort()
    {
        const Address address = listen(3);
        QVERIFY(address.port() != 0);
        std::vector<BlockingClient> clients;
        for (int i = 0; i < 100; ++i) { // all on one of three: once in 3^99
            clients.emplace_back(address);
            QVERIFY(clients.back().isConnected());
            QVERIFY(clients.back().echoes());
        }
        m_servers->stop();

        std::map<std::uint16_t, int> accepted; // by thread
        std::set<core::ConnectionId> connections;
        std::int64_t last = 0;
        for (const core::Event& event : m_recorder->collectAll().events) {
            if (event.kind == core::EventKind::Call && event.call == Call::Accept4 && event.error == 0) {
                ++accepted[event.thread];
                connections.insert(event.connection);
            }
            if (event.call != Call::EpollWait) { // one that waited for ever comes when it has returned
                QVERIFY(event.startNs >= last);
                last = event.startNs;
            }
        }
        QVERIFY(accepted.size() > 1);
        QCOMPARE(connections.size(), std::size_t(100)); // no number twice
        QCOMPARE(m_recorder->trackNames(), (std::vector<std::string>{"server I/O", "server I/O 2", "server I/O 3"}));
    }

    void allOrNone()
    {
        const tests::SilentPeer holder; // without SO_REUSEPORT: nobody else may have its port
        m_servers->listen({.address = holder.address, .threads = 3});
        QTRY_COMPARE(statuses().size(), std::size_t(1));
        QCOMPARE(statuses().back().phase, Phase::Stopped);
        QCOMPARE(*statuses().back().error, (core::SysError{"bind", EADDRINUSE}));
        QCOMPARE(statuses().back().address, holder.address);
        QVERIFY(listen(2).port() != 0); // and it can be started afterwards
    }

    void stopTogether()
    {
        const Address address = listen(4);
        m_servers->stopListening();
        QTRY_COMPARE(statuses().back().phase, Phase::Stopped);
        for (int i = 0; i < 20; ++i)
            QVERIFY(!BlockingClient(address).isConnected());
    }

    void fewerOnTheSamePort()
    {
        const Address address = listen(4);
        QCOMPARE(listen(1, address), address); // no "address in use", though it does not share any more
        for (int i = 0; i < 20; ++i)
            QVERIFY(BlockingClient(address).echoes());
        QCOMPARE(listen(3, address), address);
    }

    void startAndStopAtOnce()
    {
        for (int i = 0; i < 50; ++i) {
            m_servers->listen({.address = tests::kLoopback, .threads = 1 + i % 4});
            m_servers->stopListening();
        }
        const Address address = listen(2);
        const std::vector<int> fds = statuses().back().fds;
        QCOMPARE(std::set<int>(fds.begin(), fds.end()).size(), std::size_t(2));
        m_servers->stopListening();
        QTRY_COMPARE(statuses().back().phase, Phase::Stopped);
        QVERIFY(statuses().back().fds.empty());
        QVERIFY(!BlockingClient(address).isConnected());
    }

    // At the limit one comes in for each that ends, whichever threads they are on.
    void shareTheDescriptors()
    {
        constexpr std::size_t kThreads = 3;
        openServers(4); // of a process that has more than that open already: each thread takes one connection
        const Address address = listen(kThreads);
        std::vector<BlockingClient> clients;
        for (int i = 0; i < 30; ++i) {
            clients.emplace_back(address);
            clients.back().send();
        }
        std::size_t served = 0;
        while (!clients.empty()) {
            const auto answered = [](const BlockingClient& client) { return client.hasAnswer(); };
            QTRY_VERIFY(std::any_of(clients.begin(), clients.end(), answered));
            QVERIFY(std::count_if(clients.begin(), clients.end(), answered) <= qsizetype(kThreads));
            clients.erase(std::find_if(clients.begin(), clients.end(), answered));
            ++served;
        }
        QCOMPARE(served, std::size_t(30));
        QTRY_VERIFY(!statuses().back().acceptPaused);
    }

    void notStarted()
    {
        core::ServerThreads servers(
            m_sys, *m_recorder, m_ids, m_ports, [](const ServerStatus&) { QFAIL("told"); }, 100);
        servers.listen({.address = tests::kLoopback});
        servers.stopListening();
    }

    void unixHasOneListener()
    {
        const auto address = Address::unixAbstract("socket-playground-test-" + std::to_string(::getpid()));
        QVERIFY(address);
        m_servers->listen({.address = *address, .threads = 4});
        QTRY_VERIFY(!statuses().empty());
        QCOMPARE(statuses().back().phase, Phase::Listening);
        QCOMPARE(statuses().back().fds.size(), std::size_t(1));
        QVERIFY(BlockingClient(*address).echoes());
        QCOMPARE(m_recorder->trackNames().size(), std::size_t(1));
    }

private:
    void openServers(int descriptorLimit)
    {
        m_servers.reset();
        m_statuses.clear();
        m_recorder = std::make_unique<core::Recorder>();
        m_servers = std::make_unique<core::ServerThreads>(
            m_sys, *m_recorder, m_ids, m_ports,
            [this](const ServerStatus& status) {
                const std::lock_guard lock(m_mutex);
                m_statuses.push_back(status);
            },
            descriptorLimit);
        QVERIFY(m_servers->start());
    }
    std::vector<ServerStatus> statuses()
    {
        const std::lock_guard lock(m_mutex);
        return m_statuses;
    }
    Address listen(int threads, const Address& at = tests::kLoopback)
    {
        const std::size_t before = statuses().size();
        m_servers->listen({.address = at, .threads = threads});
        const auto told = [this, before] { return statuses().size() > before; };
        if (!QTest::qWaitFor(told) || statuses().back().phase != Phase::Listening)
            return {};
        return statuses().back().address;
    }

    core::RealSys m_sys;
    core::ConnectionIds m_ids;
    core::UsedPorts m_ports;
    std::unique_ptr<core::Recorder> m_recorder;
    std::unique_ptr<core::ServerThreads> m_servers;
    std::mutex m_mutex;
    std::vector<ServerStatus> m_statuses; // guarded by m_mutex
};

GUILESS_TEST(TestServerThreads)
#include "tst_server_threads.moc"
