// SPDX-License-Identifier: GPL-3.0-or-later
// Server and client over every address family: the echo, the states or none, and which process is at the other end.
#include "core/session/connection_table.h"
#include "tests/support/io_probe.h"
#include "tests/support/test_class.h"
#include "tests/support/test_folder.h"

#include <QTest>
#include <cstring>
#include <netinet/in.h>
#include <set>
#include <unistd.h>

using core::Address;
using core::Call;
using core::Side;
using tests::IoProbe;

Q_DECLARE_METATYPE(core::Address)

namespace {

Address ip(const char* host)
{
    return *Address::ip(host, 0);
}

Address abstractName()
{
    return *Address::unixAbstract("socket-playground-test-" + std::to_string(::getpid()));
}

// What the listener was told about IPv4: -1 when it was told nothing.
int ip6Only(IoProbe& probe)
{
    int value = -1;
    probe.forEach([&](const core::Event& event) {
        if (event.call == Call::Setsockopt && event.args[0] == IPPROTO_IPV6 && event.args[1] == IPV6_V6ONLY)
            std::memcpy(&value, event.bytes().data(), sizeof value);
    });
    return value;
}

} // namespace

class TestFamilies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echo_data()
    {
        QTest::addColumn<Address>("address");
        QTest::newRow("IPv4") << ip("127.0.0.1");
        QTest::newRow("IPv6") << ip("::1");
        QTest::newRow("UNIX, path") << *Address::unixPath(m_folder.file("echo"));
        QTest::newRow("UNIX, path as long as it may be")
            << *Address::unixPath(m_folder.file(std::string(106 - m_folder.file("").size() + 1, 'x')));
        QTest::newRow("UNIX, path of foreign bytes") << *Address::unixPath(m_folder.file("\xff\x1b'\n"));
        QTest::newRow("UNIX, abstract") << abstractName();
    }
    void echo()
    {
        QFETCH(Address, address);
        IoProbe probe;
        probe.onServer([&](core::Server& server) { server.start({address}); });
        QVERIFY2(!probe.server().error, probe.server().error ? probe.server().error->call : "");
        probe.connect(1, {probe.server().address});
        QTRY_VERIFY(probe.connected(1));
        probe.send(1, "Hello!");
        QTRY_COMPARE(probe.received(1), std::string("Hello!"));
        const core::ConnectionId id = probe.client(1).connection;
        probe.onClient(1, [](core::Client& client) { client.disconnect(); });
        QTRY_VERIFY(probe.idle(1));
        QVERIFY(!probe.client(1).error);
        QTRY_COMPARE(probe.connectionCount(), std::size_t(0));
        probe.onServer([](core::Server& server) { server.stop(); });
        probe.stop();

        // Both ends have the same number, and only TCP has its states.
        core::ConnectionTable table;
        probe.forEach([&table](const core::Event& event) { table.apply(event); });
        QCOMPARE(table.size(), std::size_t(2));
        const bool isUnix = address.family() == AF_UNIX;
        for (const Side side : {Side::Server, Side::Client}) {
            const core::ConnectionEnd* end = table.find(id, side);
            QVERIFY(end);
            QCOMPARE(end->bytesIn, std::uint64_t(6));
            QCOMPARE(end->bytesOut, std::uint64_t(6));
            QCOMPARE(end->peerProcess.pid, isUnix ? ::getpid() : 0);
            QCOMPARE(end->peerProcess.uid, isUnix ? ::geteuid() : 0);
            QCOMPARE(probe.states(side, id).empty(), isUnix);
        }
        QCOMPARE(probe.states(Side::Server, 0).empty(), isUnix);
        int failedOptions = 0;
        probe.forEach([&](const core::Event& event) {
            failedOptions += (event.call == Call::Getsockopt || event.call == Call::Setsockopt) && event.error != 0;
        });
        QCOMPARE(failedOptions, 0); // nothing is asked that this family does not have
    }

    // Their addresses say nothing, so the order of the accept queue must.
    void unixConnectionsKeepTheirNumbers()
    {
        IoProbe probe;
        const Address address = *Address::unixPath(m_folder.file("many"));
        probe.onServer([&](core::Server& server) { server.start({address}); });
        // The same file by another path is the same server.
        const Address other = *Address::unixPath(m_folder.file("./many"));
        constexpr core::ClientId kCount = 20;
        for (core::ClientId id = 1; id <= kCount; ++id) {
            probe.connect(id, {id % 2 == 0 ? address : other});
            probe.send(id, "from " + std::to_string(id));
        }
        std::set<core::ConnectionId> numbers;
        for (core::ClientId id = 1; id <= kCount; ++id) {
            QTRY_COMPARE(probe.received(id), "from " + std::to_string(id));
            numbers.insert(probe.client(id).connection);
        }
        QCOMPARE(numbers.size(), std::size_t(kCount));
        std::map<core::ConnectionId, std::string> atServer;
        probe.forEach([&](const core::Event& event) {
            if (event.side == Side::Server && event.call == Call::Recv && event.result > 0)
                atServer[event.connection].assign(reinterpret_cast<const char*>(event.bytes().data()),
                                                  event.bytes().size());
        });
        for (core::ClientId id = 1; id <= kCount; ++id)
            QCOMPARE(atServer[probe.client(id).connection], "from " + std::to_string(id));
    }

    // What waited in the queue of a listener that is closed must not be taken for what its successor accepts.
    void unixQueueEndsWithItsListener()
    {
        IoProbe probe;
        const Address address = abstractName();
        probe.serverSys().fail(Call::Accept4, EAGAIN, 1);
        probe.onServer([&](core::Server& server) { server.start({address}); });
        probe.onServer([&](core::Server& server) {
            probe.connect(1, {address}); // this task keeps the server from accepting
            server.start({address});
        });
        probe.connect(2, {address});
        probe.send(2, "x");
        QTRY_COMPARE(probe.received(2), std::string("x"));
        QCOMPARE(probe.connectionCount(), std::size_t(1));
        bool found = false;
        probe.forEach([&](const core::Event& event) {
            if (event.side == Side::Server && event.call == Call::Recv && event.result > 0) {
                found = true;
                QCOMPARE(event.connection, probe.client(2).connection);
            }
        });
        QVERIFY(found);
    }

    void dualStack_data()
    {
        QTest::addColumn<bool>("both");
        QTest::newRow("IPv6 and IPv4") << true;
        QTest::newRow("IPv6 only") << false;
    }
    void dualStack()
    {
        QFETCH(bool, both);
        IoProbe probe;
        probe.onServer([&](core::Server& server) { server.start({ip("::"), 128, both, {}}); });
        QCOMPARE(probe.server().phase, core::ServerStatus::Phase::Listening);
        QTRY_COMPARE(ip6Only(probe), both ? 0 : 1);
        const std::uint16_t port = probe.server().address.port();
        probe.connect(1, {*Address::ip("127.0.0.1", port)});
        if (!both) {
            QTRY_VERIFY(probe.client(1).error.has_value());
            QCOMPARE(probe.client(1).error->code, ECONNREFUSED);
            return;
        }
        QTRY_VERIFY(probe.connected(1));
        probe.send(1, "x");
        QTRY_COMPARE(probe.received(1), std::string("x"));
        core::ConnectionTable table;
        probe.forEach([&table](const core::Event& event) { table.apply(event); });
        const core::ConnectionEnd* end = table.find(probe.client(1).connection, Side::Server);
        QVERIFY(end);
        QVERIFY(end->peer.isMappedIp4());
        QVERIFY(end->peer.text().starts_with("[::ffff:127.0.0.1]:"));
    }

    void scopeIds()
    {
        IoProbe probe;
        const std::optional<Address> address = Address::ip("::1%lo", 0);
        QVERIFY(address);
        probe.onServer([&](core::Server& server) { server.start({*address}); });
        QCOMPARE(probe.server().phase, core::ServerStatus::Phase::Listening);
        probe.connect(1, {*Address::ip("::1%lo", probe.server().address.port())});
        QTRY_VERIFY(probe.connected(1));
        probe.send(1, "x");
        QTRY_COMPARE(probe.received(1), std::string("x"));
    }

    // Its errno is EAGAIN, and nothing ever becomes ready: the attempt has ended.
    void unixQueueIsFull()
    {
        IoProbe probe;
        core::RealSys sys;
        core::Socket listener = *core::Socket::openStream(sys, AF_UNIX);
        const Address address = *Address::unixPath(m_folder.file("full"));
        QVERIFY(listener.bind(address) && listener.listen(0));
        probe.connect(1, {address});
        QTRY_VERIFY(probe.connected(1));
        probe.connect(2, {address});
        QTRY_VERIFY(probe.client(2).error.has_value());
        QCOMPARE(probe.client(2).error->code, EAGAIN);
        QVERIFY(probe.idle(2));
    }

private:
    tests::TestFolder m_folder;
};

GUILESS_TEST(TestFamilies)
#include "tst_families.moc"
