// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of beginning: listening, accepting, and what stops either.
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

class TestAccepting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
        QTRY_VERIFY(!probe.server().acceptPaused);
    }

    // A security module or a broken system may refuse for ever, while the listener stays ready.
    void acceptThatKeepsFailingPauses_data()
    {
        QTest::addColumn<int>("error");
        for (const int error : {ECONNABORTED, EPERM, EPROTO, ENETDOWN, EINVAL, EBADF, EOPNOTSUPP})
            QTest::addRow("%s", strerrorname_np(error)) << error;
    }
    void acceptThatKeepsFailingPauses()
    {
        QFETCH(int, error);
        IoProbe probe;
        const Address address = probe.listen();
        probe.serverSys().fail(Call::Accept4, error, 1'000'000);
        probe.connect(1, {address});
        QTRY_VERIFY(probe.server().acceptPaused);
        QCOMPARE(*probe.server().error, (core::SysError{"accept4", error}));
        const int calls = probe.serverSys().calls(Call::Accept4);
        QVERIFY2(calls <= 20, qPrintable(QString::number(calls)));
        QTest::qWait(100);
        QVERIFY(probe.serverSys().calls(Call::Accept4) - calls <= 1); // idle, not spinning
        QCOMPARE(probe.countNotes(NoteCode::AcceptFails), 1);
        probe.serverSys().fail(Call::Accept4, error, 0);
        probe.send(1, "served");
        QTRY_COMPARE(probe.received(1), std::string("served"));
        QTRY_VERIFY(!probe.server().acceptPaused);
    }

    // The loop of a thread can wait no more: what it served ends with that error, and can be started again.
    void aLoopThatFailsIsTold()
    {
        IoProbe probe;
        const Address address = probe.listen();
        probe.connect(1, {address});
        QTRY_COMPARE(probe.connectionCount(), std::size_t(1));
        probe.serverSys().fail(Call::EpollWait, EBADF);
        probe.send(1, "wakes it");
        QTRY_COMPARE(probe.server().phase, core::ServerStatus::Phase::Stopped);
        QCOMPARE(*probe.server().error, (core::SysError{"epoll_wait", EBADF}));
        const Address again = probe.listen();
        probe.connect(2, {again});
        probe.send(2, "served");
        QTRY_COMPARE(probe.received(2), std::string("served"));
        probe.clientSys().fail(Call::EpollWait, EINVAL);
        probe.send(2, "wakes it");
        QTRY_VERIFY(!probe.connected(2));
        probe.connect(2, {again});
        probe.send(2, "once more");
        QTRY_VERIFY(probe.received(2).ends_with("once more"));
    }

    // An accept4 that only says EAGAIN costs the kernel a socket.
    void oneAfterAnotherIsAcceptedByOneCallEach()
    {
        IoProbe probe;
        const Address address = probe.listen();
        for (core::ClientId id = 1; id <= 20; ++id) {
            probe.connect(id, {address});
            probe.send(id, "accepted");
            QTRY_COMPARE(probe.received(id), std::string("accepted"));
        }
        int calls = 0;
        probe.forEach([&calls](const core::Event& event) { calls += event.call == Call::Accept4; });
        QCOMPARE(calls, 20);
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

GUILESS_TEST(TestAccepting)
#include "tst_accepting.moc"
