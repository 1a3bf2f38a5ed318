// SPDX-License-Identifier: GPL-3.0-or-later
// What a client's attempt to connect can come to, on real sockets and with calls that fail on demand.
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

class TestConnecting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
};

GUILESS_TEST(TestConnecting)
#include "tst_connecting.moc"
