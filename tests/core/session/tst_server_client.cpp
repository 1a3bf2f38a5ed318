// SPDX-License-Identifier: GPL-3.0-or-later
// The echo server and its clients on real sockets of the loopback interface, from the first call to the last.
#include "tests/core/session/silent_peer.h"
#include "tests/support/io_probe.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cerrno>
#include <netinet/in.h>
#include <unistd.h>

using core::Address;
using core::Call;
using core::NoteCode;
using core::Side;
using tests::IoProbe;
using tests::kLoopback;
using tests::SilentPeer;
using Strings = std::vector<std::string>;

class TestServerClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void echoAndOrderlyClose()
    {
        IoProbe probe;
        const Address address = probe.listen();
        QVERIFY(address.port() != 0);
        QVERIFY(!probe.server().fds.empty());
        probe.connect(1, {address});
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

        const Strings client = probe.states(Side::Client, id);
        QCOMPARE(client.front(), std::string("CLOSED>SYN_SENT(inferred)"));
        QCOMPARE(client[1], std::string("SYN_SENT>ESTABLISHED(sampled)"));
        QCOMPARE(client.back(), std::string("FIN_WAIT2>TIME_WAIT(inferred)"));
        const Strings server = probe.states(Side::Server, id);
        QCOMPARE(server.front(), std::string("LISTEN>SYN_RECV(inferred)"));
        QCOMPARE(server[1], std::string("SYN_RECV>ESTABLISHED(sampled)"));
        QCOMPARE(server[2], std::string("ESTABLISHED>CLOSE_WAIT(sampled)"));
        QCOMPARE(server.back(), std::string("CLOSE_WAIT>LAST_ACK(inferred)"));
        QCOMPARE(probe.states(Side::Server, 0), (Strings{"CLOSED>LISTEN(sampled)", "LISTEN>CLOSED(inferred)"}));
        constexpr int kOfReactor = 2; // epoll and eventfd live as long as the thread's object
        QCOMPARE(probe.serverSys().opened() - probe.serverSys().closed(), kOfReactor);
        QCOMPARE(probe.clientSys().opened() - probe.clientSys().closed(), kOfReactor);
    }

    // No state of one end may seem to be answered before it was there.
    void statesStandInTheirOrder()
    {
        for (int i = 0; i < 20; ++i) {
            IoProbe probe;
            probe.connect(1, {probe.listen()});
            QTRY_VERIFY(probe.connected(1));
            QTRY_COMPARE(probe.connectionCount(), std::size_t(1));
            probe.onClient(1, [](core::Client& client) { client.disconnect(); });
            QTRY_VERIFY(probe.idle(1));
            QTRY_COMPARE(probe.connectionCount(), std::size_t(0));
            probe.stop();
            std::vector<core::TcpState> order;
            probe.forEach([&](const core::Event& event) {
                if (event.kind == core::EventKind::State && event.connection != 0)
                    order.push_back(event.to());
            });
            const auto place = [&order](core::TcpState state) { return std::ranges::find(order, state); };
            QVERIFY(place(core::TcpState::SynSent) < place(core::TcpState::SynRecv));
            QVERIFY(place(core::TcpState::FinWait1) < place(core::TcpState::CloseWait));
            QVERIFY(place(core::TcpState::CloseWait) < place(core::TcpState::LastAck));
        }
    }

    void everyCallCarriesItsConnection()
    {
        IoProbe probe;
        probe.connect(1, {probe.listen()});
        QTRY_VERIFY(probe.connected(1));
        probe.send(1, "x");
        QTRY_COMPARE(probe.received(1), std::string("x"));
        probe.stop();
        const core::ConnectionId id = probe.client(1).connection;
        probe.forEach([&](const core::Event& event) {
            switch (event.call) {
            case Call::Accept4:
            case Call::Connect:
            case Call::Send:
            case Call::Recv:
                QCOMPARE(event.connection, id);
                break;
            case Call::Socket:
                QCOMPARE(event.connection, event.side == Side::Client ? id : 0U);
                break;
            default:
                break;
            }
        });
    }

    void serverClosesHalfClosesAndResets_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("lastState");
        QTest::newRow("close") << 0 << "ESTABLISHED>FIN_WAIT1(inferred)";
        QTest::newRow("half-close") << 1 << "FIN_WAIT1>FIN_WAIT2(sampled)";
        QTest::newRow("reset") << 2 << "ESTABLISHED>CLOSED(inferred)";
    }
    void serverClosesHalfClosesAndResets()
    {
        QFETCH(int, what);
        QFETCH(QString, lastState);
        IoProbe probe;
        probe.connect(1, {probe.listen()});
        QTRY_VERIFY(probe.connected(1));
        QTRY_COMPARE(probe.connectionCount(), std::size_t(1));
        const core::ConnectionId id = probe.client(1).connection;
        probe.onServer([&](core::Server& server) {
            if (what == 0)
                server.close({id, 4711});
            else if (what == 1)
                server.halfClose({id});
            else
                server.reset({id});
        });
        if (what == 2) {
            QTRY_VERIFY(probe.client(1).error.has_value());
            QCOMPARE(*probe.client(1).error, (core::SysError{"recv", ECONNRESET}));
        } else {
            QTRY_VERIFY(probe.client(1).peerClosed);
            QVERIFY(probe.connected(1)); // the other direction is still open
        }
        QCOMPARE(probe.connectionCount(), std::size_t(what == 1 ? 1 : 0));
        const auto last = [&] {
            const auto states = probe.states(Side::Server, id);
            return states.empty() ? QString{} : QString::fromStdString(states.back());
        };
        // A FIN that is not acknowledged yet is seen as FIN_WAIT1.
        QTRY_VERIFY2(last() == lastState || (what == 1 && last() == QLatin1String("ESTABLISHED>FIN_WAIT1(inferred)")),
                     qPrintable(last()));
        if (what == 1) {
            probe.onClient(1, [](core::Client& client) { client.disconnect(); });
            QTRY_COMPARE(probe.connectionCount(), std::size_t(0));
            QTRY_COMPARE(QString::fromStdString(probe.states(Side::Server, id).back()),
                         QStringLiteral("FIN_WAIT2>TIME_WAIT(inferred)"));
        }
    }

    void stopLeavesNothingBehind()
    {
        IoProbe probe;
        const Address address = probe.listen();
        const int before = probe.serverSys().opened() - probe.serverSys().closed();
        for (core::ClientId id = 1; id <= 20; ++id)
            probe.connect(id, {address});
        QTRY_COMPARE(probe.connectionCount(), std::size_t(20));
        probe.onServer([](core::Server& server) { server.stop(); });
        QCOMPARE(probe.server().phase, core::ServerStatus::Phase::Stopped);
        QCOMPARE(probe.serverSys().opened() - probe.serverSys().closed(), before - 1);
        // The port can be had again at once, although the kernel still has its ends in FIN_WAIT2 or TIME_WAIT.
        probe.onServer([&](core::Server& server) { server.start({address}); });
        QCOMPARE(probe.server().phase, core::ServerStatus::Phase::Listening);
    }
};

GUILESS_TEST(TestServerClient)
#include "tst_server_client.moc"
