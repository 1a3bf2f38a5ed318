// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes on their way between server and client: all of them, in order, also with a peer that is slow or gone.
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

class TestTransfer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
};

GUILESS_TEST(TestTransfer)
#include "tst_transfer.moc"
