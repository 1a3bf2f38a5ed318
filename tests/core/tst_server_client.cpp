// SPDX-License-Identifier: GPL-3.0-or-later
// The echo server and its clients on real sockets of the loopback interface.
#include "tests/support/io_probe.h"

#include <QTest>
#include <cerrno>
#include <netinet/in.h>
#include <unistd.h>

using core::Address;
using core::Call;
using core::NoteCode;
using core::Side;
using tests::IoProbe;
using Strings = std::vector<std::string>;

namespace {

const Address kLoopback = *Address::ip("127.0.0.1", 0);

/// A listening socket that is not the program's: the kernel completes connections, nobody serves them.
struct SilentPeer
{
    core::RealSys sys;
    core::Socket listener = *core::Socket::openStream(sys, AF_INET);
    Address address;

    explicit SilentPeer(int backlog = 16)
    {
        if (!listener.bind(kLoopback) || !listener.listen(backlog))
            qFatal("The silent peer did not start.");
        address = *listener.localAddress();
    }
    core::Socket accept()
    {
        core::SysReturn returned{-1, EAGAIN};
        while (returned.error == EAGAIN)
            returned = sys.accept4(listener.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        return {sys, returned.fd()};
    }
};

} // namespace

class TestServerClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void echoAndOrderlyClose()
    {
        IoProbe probe;
        const Address address = probe.listen();
        QVERIFY(address.port() != 0);
        QVERIFY(probe.server().fd >= 0);
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

    void startFails_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        QTest::newRow("no descriptor") << int(Call::Socket) << EMFILE;
        QTest::newRow("option refused") << int(Call::Setsockopt) << ENOPROTOOPT;
        QTest::newRow("port taken") << int(Call::Bind) << EADDRINUSE;
        QTest::newRow("port below 1024") << int(Call::Bind) << EACCES;
        QTest::newRow("address of another machine") << int(Call::Bind) << EADDRNOTAVAIL;
        QTest::newRow("port taken at listen") << int(Call::Listen) << EADDRINUSE;
        QTest::newRow("name unknown") << int(Call::Getsockname) << ENOBUFS;
        QTest::newRow("cannot be watched") << int(Call::EpollCtl) << ENOSPC;
    }
    void startFails()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        IoProbe probe;
        const int open = probe.serverSys().opened() - probe.serverSys().closed();
        probe.serverSys().fail(static_cast<Call>(call), error);
        probe.listen();
        QCOMPARE(probe.server().phase, core::ServerStatus::Phase::Stopped);
        QVERIFY(probe.server().error.has_value());
        QCOMPARE(probe.server().error->code, error);
        QCOMPARE(QLatin1String(probe.server().error->call), QLatin1String(core::callInfo(Call(call)).name));
        QCOMPARE(probe.serverSys().opened() - probe.serverSys().closed(), open);
        QVERIFY(probe.listen().port() != 0); // and it can be started afterwards
        QCOMPARE(probe.server().phase, core::ServerStatus::Phase::Listening);
        QVERIFY(!probe.server().error);
    }

    void portReallyTaken()
    {
        SilentPeer holder;
        IoProbe probe;
        probe.onServer([&](core::Server& server) { server.start({holder.address}); });
        QCOMPARE(*probe.server().error, (core::SysError{"bind", EADDRINUSE}));
        QCOMPARE(probe.server().address, holder.address); // what was asked is kept for the message
    }

    void connectFails_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        QTest::newRow("no descriptor") << int(Call::Socket) << EMFILE;
        QTest::newRow("refused") << int(Call::Connect) << ECONNREFUSED;
        QTest::newRow("network unreachable") << int(Call::Connect) << ENETUNREACH;
        QTest::newRow("host unreachable") << int(Call::Connect) << EHOSTUNREACH;
        QTest::newRow("timed out") << int(Call::Connect) << ETIMEDOUT;
        QTest::newRow("no local port left") << int(Call::Connect) << EADDRNOTAVAIL;
        QTest::newRow("forbidden") << int(Call::Connect) << EPERM;
        QTest::newRow("name unknown") << int(Call::Getsockname) << ENOBUFS;
        QTest::newRow("cannot be watched") << int(Call::EpollCtl) << ENOSPC;
    }
    void connectFails()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        IoProbe probe;
        const Address address = probe.listen();
        const int open = probe.clientSys().opened() - probe.clientSys().closed();
        probe.clientSys().fail(static_cast<Call>(call), error);
        probe.connect(1, {address});
        QTRY_VERIFY(probe.client(1).error.has_value());
        QVERIFY(probe.idle(1));
        QCOMPARE(probe.client(1).error->code, error);
        QCOMPARE(QLatin1String(probe.client(1).error->call), QLatin1String(core::callInfo(Call(call)).name));
        QCOMPARE(probe.clientSys().opened() - probe.clientSys().closed(), open);
        probe.connect(1, {address});
        QTRY_VERIFY(probe.connected(1));
        QVERIFY(!probe.client(1).error);
    }

    void reallyRefused()
    {
        Address nobody;
        {
            SilentPeer gone;
            nobody = gone.address;
        }
        IoProbe probe;
        probe.connect(1, {nobody});
        QTRY_VERIFY(probe.client(1).error.has_value());
        QCOMPARE(*probe.client(1).error, (core::SysError{"connect", ECONNREFUSED}));
        QTRY_COMPARE(probe.states(Side::Client, probe.client(1).connection),
                     (Strings{"CLOSED>SYN_SENT(inferred)", "SYN_SENT>CLOSED(sampled)"}));
    }

    void everyAddressIsTried()
    {
        Address nobody;
        {
            SilentPeer gone;
            nobody = gone.address;
        }
        IoProbe probe;
        probe.connect(1, {nobody, nobody, probe.listen()});
        QTRY_VERIFY(probe.connected(1));
        QCOMPARE(probe.client(1).attempt, std::size_t(3));
        QCOMPARE(probe.client(1).attempts, std::size_t(3));
        QTRY_COMPARE(probe.count(Call::Connect, Side::Client), 3);
    }

    // An accept queue that is full lets a SYN go unanswered: the only time-out that needs no packet filter.
    void connectTimesOut()
    {
        SilentPeer full(0);
        core::Socket first = *core::Socket::openStream(full.sys, AF_INET);
        QVERIFY(first.connect(full.address));
        core::Socket second = *core::Socket::openStream(full.sys, AF_INET);
        QVERIFY(second.connect(full.address));
        IoProbe probe;
        probe.connect(1, {full.address}, std::chrono::milliseconds(50));
        QTRY_VERIFY(probe.client(1).error.has_value());
        QCOMPARE(*probe.client(1).error, (core::SysError{"connect", ETIMEDOUT}));
        QTRY_COMPARE(probe.countNotes(NoteCode::ConnectTimeout), 1);
    }

    void connectIsCancelled()
    {
        SilentPeer full(0);
        core::Socket first = *core::Socket::openStream(full.sys, AF_INET);
        QVERIFY(first.connect(full.address));
        core::Socket second = *core::Socket::openStream(full.sys, AF_INET);
        QVERIFY(second.connect(full.address));
        IoProbe probe;
        probe.connect(1, {full.address});
        QTRY_COMPARE(probe.client(1).phase, core::ClientStatus::Phase::Connecting);
        probe.onClient(1, [](core::Client& client) { client.cancel(); });
        QVERIFY(probe.idle(1));
        QVERIFY(!probe.client(1).error);
        QTRY_COMPARE(probe.countNotes(NoteCode::ConnectCancelled), 1);
        QTRY_COMPARE(probe.states(Side::Client, probe.client(1).connection),
                     (Strings{"CLOSED>SYN_SENT(inferred)", "SYN_SENT>CLOSED(inferred)"}));
    }

    void interruptedConnectGoesOn()
    {
        IoProbe probe;
        const Address address = probe.listen();
        // The kernel is not asked to connect, so the socket never becomes connected; what counts is that connect(2) is
        // not called a second time and that its limit ends it.
        probe.clientSys().fail(Call::Connect, EINTR);
        probe.connect(1, {address}, std::chrono::milliseconds(50));
        QTRY_VERIFY(probe.client(1).error.has_value());
        QCOMPARE(probe.clientSys().calls(Call::Connect), 1);
    }

    void partialWritesKeepTheOrder()
    {
        IoProbe probe;
        probe.connect(1, {probe.listen()});
        QTRY_VERIFY(probe.connected(1));
        probe.clientSys().limitSend(7);
        probe.serverSys().limitSend(3);
        std::string text;
        for (int i = 0; i < 2000; ++i)
            text += std::to_string(i) + ' ';
        probe.send(1, text);
        QTRY_COMPARE(probe.received(1).size(), text.size());
        QVERIFY(probe.received(1) == text);
    }

    void oneMebibyteComesBack()
    {
        IoProbe probe;
        probe.connect(1, {probe.listen()});
        QTRY_VERIFY(probe.connected(1));
        std::string text(1 << 20, '\0');
        for (std::size_t i = 0; i < text.size(); ++i)
            text[i] = static_cast<char>(i * 7 + i / 256);
        probe.send(1, text);
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(1).size(), text.size(), 20'000);
        QVERIFY(probe.received(1) == text);
    }

    // A peer that only writes: the server must stop reading, and go on when the peer reads after all.
    void peerThatDoesNotReadIsPaused()
    {
        IoProbe probe;
        const Address address = probe.listen();
        core::RealSys sys;
        core::Socket peer = *core::Socket::openStream(sys, AF_INET);
        QVERIFY(peer.connect(address));
        const std::vector<std::byte> block(64 << 10, std::byte{'x'});
        std::size_t sent = 0;
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                     for (auto result = peer.send(block);
                                          result && result->status == core::IoStatus::Done; result = peer.send(block))
                                         sent += result->bytes;
                                     return probe.countNotes(NoteCode::ReadPaused) >= 1;
                                 }()),
                                 20'000);
        // It stops for good: neither more reads nor a busy loop.
        while (true) {
            const auto result = peer.send(block);
            if (!result || result->status != core::IoStatus::Done)
                break;
            sent += result->bytes;
        }
        const int waits = probe.serverSys().calls(Call::EpollWait);
        QTest::qWait(50);
        QVERIFY(probe.serverSys().calls(Call::EpollWait) - waits <= 5);

        std::size_t got = 0;
        std::vector<std::byte> room(1 << 20);
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                     for (auto result = peer.recv(room);
                                          result && result->status == core::IoStatus::Done; result = peer.recv(room))
                                         got += result->bytes;
                                     return got == sent;
                                 }()),
                                 20'000);
        // While it drains it may pause again; in the end it reads.
        QTRY_VERIFY(probe.countNotes(NoteCode::ReadResumed) >= 1);
        QTRY_COMPARE(probe.countNotes(NoteCode::ReadResumed), probe.countNotes(NoteCode::ReadPaused));
    }

    void peerThatDoesNotReadAndResetsIsRemoved()
    {
        IoProbe probe;
        const Address address = probe.listen();
        core::RealSys sys;
        core::Socket peer = *core::Socket::openStream(sys, AF_INET);
        QVERIFY(peer.connect(address));
        const std::vector<std::byte> block(64 << 10, std::byte{'x'});
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                     for (auto result = peer.send(block);
                                          result && result->status == core::IoStatus::Done; result = peer.send(block)) {
                                     }
                                     return probe.countNotes(NoteCode::ReadPaused) >= 1;
                                 }()),
                                 20'000);
        QVERIFY(peer.setResetOnClose());
        peer.close();
        QTRY_COMPARE(probe.connectionCount(), std::size_t(0));
    }

    void halfClosedPeerGetsItsEcho()
    {
        IoProbe probe;
        const Address address = probe.listen();
        core::RealSys sys;
        core::Socket peer = *core::Socket::openStream(sys, AF_INET);
        QVERIFY(peer.connect(address));
        const std::string text = "last words";
        QTRY_COMPARE(*peer.tcpState(), core::TcpState::Established);
        QCOMPARE(peer.send(std::as_bytes(std::span(text)))->bytes, text.size());
        QVERIFY(peer.shutdownWrite());
        std::vector<std::byte> room(100);
        std::size_t got = 0;
        QTRY_VERIFY(([&] {
            const auto result = peer.recv(room);
            got += result ? result->bytes : 0;
            return result && result->status == core::IoStatus::PeerClosed;
        }()));
        QCOMPARE(got, text.size());
        QTRY_COMPARE(probe.connectionCount(), std::size_t(0));
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

    void withoutDescriptorsThoseBeyondWait()
    {
        IoProbe probe;
        const Address address = probe.listen();
        probe.connect(1, {address});
        QTRY_COMPARE(probe.connectionCount(), std::size_t(1));
        probe.serverSys().fail(Call::Accept4, EMFILE, 1'000'000);
        probe.connect(2, {address});
        QTRY_VERIFY(probe.server().acceptPaused);
        QCOMPARE(*probe.server().error, (core::SysError{"accept4", EMFILE}));
        const int calls = probe.serverSys().calls(Call::Accept4);
        QTest::qWait(100);
        QVERIFY(probe.serverSys().calls(Call::Accept4) - calls <= 1); // idle, not spinning
        QCOMPARE(probe.countNotes(NoteCode::AcceptPaused), 1);

        probe.serverSys().fail(Call::Accept4, EMFILE, 0);
        probe.onClient(1, [](core::Client& client) { client.disconnect(); });
        probe.send(2, "served");
        QTRY_COMPARE(probe.received(2), std::string("served"));
        QTRY_VERIFY(!probe.server().acceptPaused);
        probe.connect(3, {address});
        QTRY_COMPARE(probe.connectionCount(), std::size_t(2));
    }

    // The program needs descriptors, too: accepting stops before they are all gone.
    void theLastDescriptorsAreKept()
    {
        IoProbe probe(4); // of a process that has more than that open already: each connection is one too many
        const Address address = probe.listen();
        probe.connect(1, {address});
        QTRY_VERIFY(probe.server().acceptPaused);
        QVERIFY(!probe.server().error); // no call failed
        probe.connect(2, {address});
        QTRY_VERIFY(probe.connected(2)); // in the accept queue
        QCOMPARE(probe.connectionCount(), std::size_t(1));
        QTRY_COMPARE(probe.countNotes(NoteCode::AcceptReserved), 1);
        probe.send(2, "waited");
        probe.onClient(1, [](core::Client& client) { client.disconnect(); });
        QTRY_COMPARE(probe.received(2), std::string("waited"));
        probe.onClient(2, [](core::Client& client) { client.disconnect(); });
        QTRY_VERIFY(!probe.server().acceptPaused);
    }

    void acceptErrorsOfOneConnectionStopNothing_data()
    {
        QTest::addColumn<int>("error");
        for (const int error : {ECONNABORTED, EINTR, EPERM, EPROTO, ENETDOWN})
            QTest::addRow("%s", strerrorname_np(error)) << error;
    }
    void acceptErrorsOfOneConnectionStopNothing()
    {
        QFETCH(int, error);
        IoProbe probe;
        const Address address = probe.listen();
        probe.serverSys().fail(Call::Accept4, error);
        probe.connect(1, {address});
        QTRY_COMPARE(probe.connectionCount(), std::size_t(1));
        QVERIFY(!probe.server().acceptPaused);
    }

    void transferErrorsEndTheConnection_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        for (const int error : {ECONNRESET, ETIMEDOUT, ENOMEM, EIO})
            QTest::addRow("recv %s", strerrorname_np(error)) << int(Call::Recv) << error;
        for (const int error : {EPIPE, ECONNRESET, ENOBUFS, ENOMEM})
            QTest::addRow("send %s", strerrorname_np(error)) << int(Call::Send) << error;
    }
    void transferErrorsEndTheConnection()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        IoProbe probe;
        const Address address = probe.listen();
        probe.connect(1, {address});
        QTRY_COMPARE(probe.connectionCount(), std::size_t(1));
        probe.serverSys().fail(static_cast<Call>(call), error);
        probe.send(1, "x");
        QTRY_COMPARE(probe.connectionCount(), std::size_t(0));
        QTRY_VERIFY(probe.client(1).peerClosed || probe.client(1).error);

        probe.connect(2, {address});
        QTRY_VERIFY(probe.connected(2));
        if (static_cast<Call>(call) == Call::Recv) { // the same on the client's side, where somebody is to be told
            probe.clientSys().fail(Call::Recv, error);
            probe.send(2, "x");
        } else {
            probe.clientSys().fail(Call::Send, error);
            probe.send(2, "x");
        }
        QTRY_VERIFY(probe.client(2).error.has_value());
        QCOMPARE(probe.client(2).error->code, error);
        QVERIFY(probe.idle(2));
    }

    void clientSeesThePeersEnd()
    {
        SilentPeer silent;
        IoProbe probe;
        probe.connect(1, {silent.address});
        QTRY_VERIFY(probe.connected(1));
        {
            core::Socket accepted = silent.accept();
        }
        QTRY_VERIFY(probe.client(1).peerClosed);
        const int waits = probe.clientSys().calls(Call::EpollWait);
        QTest::qWait(50);
        QVERIFY(probe.clientSys().calls(Call::EpollWait) - waits <= 5); // an end that was seen does not spin
        probe.onClient(1, [](core::Client& client) { client.disconnect(); });
        QVERIFY(probe.idle(1));
        QTRY_COMPARE(probe.states(Side::Client, probe.client(1).connection).back(),
                     std::string("CLOSE_WAIT>LAST_ACK(inferred)"));
    }

    void disconnectDoesNotWaitForEver()
    {
        SilentPeer silent; // never closes its end
        IoProbe probe;
        probe.connect(1, {silent.address});
        QTRY_VERIFY(probe.connected(1));
        probe.onClient(1, [](core::Client& client) { client.disconnect(); });
        QCOMPARE(probe.client(1).phase, core::ClientStatus::Phase::Disconnecting);
        QTRY_VERIFY(probe.idle(1));
        QVERIFY(!probe.client(1).error);
    }

    void manyConnectionsAtOnce()
    {
        IoProbe probe;
        const Address address = probe.listen();
        for (core::ClientId id = 1; id <= 200; ++id)
            probe.connect(id, {address});
        for (core::ClientId id = 1; id <= 200; ++id)
            QTRY_VERIFY(probe.connected(id));
        for (core::ClientId id = 1; id <= 200; ++id)
            probe.send(id, "message " + std::to_string(id));
        int echoed = 0;
        QTRY_VERIFY(([&] {
            echoed = 0;
            probe.forEach([&](const core::Event& event) {
                echoed += event.kind == core::EventKind::Message && event.direction() == core::Direction::Received;
            });
            return echoed == 200;
        }()));
    }
};

QTEST_GUILESS_MAIN(TestServerClient)
#include "tst_server_client.moc"
