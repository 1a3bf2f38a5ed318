// SPDX-License-Identifier: GPL-3.0-or-later
// Connections worked out from events: addresses, states, bytes, ends, and what is forgotten.
#include "core/session/connection_table.h"
#include "tests/support/test_class.h"

#include <QElapsedTimer>
#include <QtTest>
#include <cerrno>
#include <vector>

using namespace core;

namespace {

Event callEvent(ConnectionId connection, Side side, Call call, int fd, int result, int error = 0)
{
    Event event;
    event.connection = connection;
    event.side = side;
    event.call = call;
    event.fd = fd;
    event.result = result;
    event.error = static_cast<std::uint16_t>(error);
    event.startNs = 1000;
    event.tookNs = 10;
    return event;
}

Event withAddress(Event event, const Address& address)
{
    event.payload = address.bytes().data();
    event.payloadSize = static_cast<std::uint32_t>(address.bytes().size());
    return event;
}

Event stateEvent(ConnectionId connection, Side side, TcpState from, TcpState to, Source source = Source::Sampled)
{
    Event event;
    event.kind = EventKind::State;
    event.connection = connection;
    event.side = side;
    event.source = source;
    event.args[0] = static_cast<std::int32_t>(from);
    event.args[1] = static_cast<std::int32_t>(to);
    return event;
}

void openAndClose(ConnectionTable& table, ConnectionId connection)
{
    table.apply(callEvent(connection, Side::Server, Call::Accept4, 7, 8));
    table.apply(callEvent(connection, Side::Server, Call::Close, 8, 0));
}

} // namespace

class TestConnectionTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serverEnd();
    void clientEnd();
    void kernelMayTellFirst();
    void endsOfOtherProgramsAreNotKept();
    void bytes_data();
    void bytes();
    void addressOfFailedCall_data();
    void addressOfFailedCall();
    void closeKeepsTheLastState();
    void close_data();
    void close();
    void oldestClosedAreForgotten();
    void forgottenStaysForgotten();
    void forgetClosedKeepsOpen();
    void changes();
    void cameAndWent();
    void changedAndForgotten();
    void costIsConstant();
};

void TestConnectionTable::serverEnd()
{
    const Address peer = *Address::ip("127.0.0.1", 54321);
    const Address local = *Address::ip("127.0.0.1", 8080);
    ConnectionTable table;
    table.apply(callEvent(0, Side::Server, Call::Listen, 7, 0)); // belongs to no connection
    QCOMPARE(table.size(), std::size_t{0});

    table.apply(withAddress(callEvent(1, Side::Server, Call::Accept4, 7, 8), peer));
    table.apply(withAddress(callEvent(1, Side::Server, Call::Getsockname, 8, 0), local));
    table.apply(stateEvent(1, Side::Server, TcpState::SynRecv, TcpState::Established, Source::Inferred));
    const ConnectionEnd* end = table.find(1, Side::Server);
    QVERIFY(end);
    QVERIFY(!table.find(1, Side::Client));
    QCOMPARE(end->fd, 8); // the accepted one, not the listener
    QCOMPARE(end->peer.text(), std::string("127.0.0.1:54321"));
    QCOMPARE(end->local.text(), std::string("127.0.0.1:8080"));
    QVERIFY(end->state == TcpState::Established);
    QVERIFY(end->stateSource == Source::Inferred);
    QCOMPARE(end->openedNs, std::int64_t{1000});
    QVERIFY(end->isOpen());
    QCOMPARE(table.openCount(), std::size_t{1});
    QCOMPARE(table.findSerial(end->serial), end);
}

void TestConnectionTable::clientEnd()
{
    const Address target = *Address::ip("::1", 9);
    ConnectionTable table;
    table.apply(callEvent(4, Side::Client, Call::Socket, -1, 9));
    table.apply(withAddress(callEvent(4, Side::Client, Call::Connect, 9, -1, EINPROGRESS), target));
    table.apply(callEvent(4, Side::Server, Call::Accept4, 7, 8)); // the other end of the same connection
    const ConnectionEnd* end = table.find(4, Side::Client);
    QVERIFY(end);
    QCOMPARE(end->fd, 9);
    QCOMPARE(end->peer.text(), std::string("[::1]:9"));
    QCOMPARE(table.size(), std::size_t{2});
    QCOMPARE(table.find(4, Side::Server)->fd, 8);
}

void TestConnectionTable::kernelMayTellFirst()
{
    ConnectionTable table;
    table.apply(stateEvent(1, Side::Server, TcpState::Listen, TcpState::SynRecv, Source::Kernel));
    table.apply(stateEvent(1, Side::Server, TcpState::SynRecv, TcpState::Established, Source::Kernel));
    QVERIFY(!table.find(1, Side::Server));
    QVERIFY(table.takeChanges().empty());
    table.apply(callEvent(1, Side::Server, Call::Accept4, 7, 8));
    const ConnectionEnd* end = table.find(1, Side::Server);
    QVERIFY(end);
    QVERIFY(end->state == TcpState::Established && end->stateSource == Source::Kernel);
    QCOMPARE(end->openedNs, std::int64_t{1000}); // that of accept4
    QCOMPARE(table.takeChanges().added, std::vector<std::uint64_t>{end->serial});
}

void TestConnectionTable::endsOfOtherProgramsAreNotKept()
{
    ConnectionTable table;
    Event packet;
    packet.kind = EventKind::Packet;
    packet.connection = 1;
    for (int i = 0; i < 3; ++i) {
        table.apply(stateEvent(1, Side::Server, TcpState::SynRecv, TcpState::Established, Source::Kernel));
        table.apply(packet);
        table.apply(stateEvent(1, Side::Server, TcpState::Established, TcpState::Closed, Source::Kernel));
        table.apply(packet);
    }
    QCOMPARE(table.size(), std::size_t{0});
    QVERIFY(table.takeChanges().empty());
    openAndClose(table, 2);
    QCOMPARE(table.size(), std::size_t{1});
    QCOMPARE(table.openCount(), std::size_t{0});

    // Nor those that never end, as far as is told.
    for (ConnectionId id = 3; id < 20'000; ++id)
        table.apply(stateEvent(id, Side::Server, TcpState::SynRecv, TcpState::Established, Source::Kernel));
    QCOMPARE(table.size(), std::size_t{1});
    table.apply(callEvent(19'999, Side::Server, Call::Accept4, 7, 9));
    QVERIFY(table.find(19'999, Side::Server)->state == TcpState::Established);
    QVERIFY(!table.find(19'998, Side::Server));
    table.apply(stateEvent(19'998, Side::Server, TcpState::Established, TcpState::CloseWait, Source::Kernel));
    QCOMPARE(table.size(), std::size_t{2});
}

void TestConnectionTable::bytes_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("result");
    QTest::addColumn<int>("error");
    QTest::addColumn<qulonglong>("in");
    QTest::addColumn<qulonglong>("out");
    const auto row = [](const char* name, Call call, int result, int error, qulonglong in, qulonglong out) {
        QTest::newRow(name) << static_cast<int>(call) << result << error << in << out;
    };
    row("received", Call::Recv, 6, 0, 6, 0);
    row("sent", Call::Send, 6, 0, 0, 6);
    row("end of stream", Call::Recv, 0, 0, 0, 0);
    row("nothing to read", Call::Recv, -1, EAGAIN, 0, 0);
    row("reset by peer", Call::Recv, -1, ECONNRESET, 0, 0);
    row("broken pipe", Call::Send, -1, EPIPE, 0, 0);
    row("other call with a result", Call::Setsockopt, 5, 0, 0, 0);
}

void TestConnectionTable::bytes()
{
    QFETCH(int, call);
    QFETCH(int, result);
    QFETCH(int, error);
    ConnectionTable table;
    table.apply(callEvent(1, Side::Server, Call::Accept4, 7, 8));
    table.apply(callEvent(1, Side::Server, static_cast<Call>(call), 8, result, error));
    table.apply(callEvent(1, Side::Server, static_cast<Call>(call), 8, result, error));
    QTEST(qulonglong{table.find(1, Side::Server)->bytesIn} / 2, "in");
    QTEST(qulonglong{table.find(1, Side::Server)->bytesOut} / 2, "out");
}

void TestConnectionTable::addressOfFailedCall_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("error");
    QTest::newRow("getpeername of an unconnected socket") << static_cast<int>(Call::Getpeername) << ENOTCONN;
    QTest::newRow("getsockname without memory") << static_cast<int>(Call::Getsockname) << ENOBUFS;
    QTest::newRow("bind to a used port") << static_cast<int>(Call::Bind) << EADDRINUSE;
}

void TestConnectionTable::addressOfFailedCall()
{
    QFETCH(int, call);
    QFETCH(int, error);
    ConnectionTable table;
    const Address wrong = *Address::ip("10.0.0.1", 1);
    table.apply(callEvent(1, Side::Client, Call::Socket, -1, 9));
    table.apply(withAddress(callEvent(1, Side::Client, static_cast<Call>(call), 9, -1, error), wrong));
    QVERIFY(!table.find(1, Side::Client)->peer.isValid());
    QVERIFY(!table.find(1, Side::Client)->local.isValid());
}

void TestConnectionTable::closeKeepsTheLastState()
{
    ConnectionTable table;
    table.apply(callEvent(1, Side::Server, Call::Accept4, 7, 8));
    table.apply(stateEvent(1, Side::Server, TcpState::Established, TcpState::FinWait2));
    table.apply(callEvent(1, Side::Server, Call::Close, 8, 0));
    const ConnectionEnd* end = table.find(1, Side::Server);
    QVERIFY(!end->isOpen());
    QCOMPARE(end->closedNs, std::int64_t{1010});
    QVERIFY(end->state == TcpState::FinWait2);
    QCOMPARE(end->fd, 8);
    table.apply(stateEvent(1, Side::Server, TcpState::FinWait2, TcpState::TimeWait, Source::Inferred));
    QVERIFY(end->state == TcpState::TimeWait);
    QCOMPARE(table.openCount(), std::size_t{0});
    QCOMPARE(table.closedCount(), std::size_t{1});
}

void TestConnectionTable::close_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("open");
    QTest::newRow("done") << 0 << false;
    QTest::newRow("interrupted: the descriptor is gone") << EINTR << false;
    QTest::newRow("input/output error: gone too") << EIO << false;
    QTest::newRow("was none") << EBADF << true;
}

void TestConnectionTable::close()
{
    QFETCH(int, error);
    ConnectionTable table;
    table.apply(callEvent(1, Side::Server, Call::Accept4, 7, 8));
    table.apply(callEvent(1, Side::Server, Call::Close, 8, error ? -1 : 0, error));
    QTEST(table.find(1, Side::Server)->isOpen(), "open");
    table.apply(callEvent(1, Side::Server, Call::Close, 8, -1, EBADF)); // a second one counts once
    QVERIFY(table.closedCount() <= 1);
}

void TestConnectionTable::oldestClosedAreForgotten()
{
    ConnectionTable table(100);
    table.apply(callEvent(1, Side::Server, Call::Accept4, 7, 8)); // stays open
    for (ConnectionId id = 2; id <= 1001; ++id) {
        openAndClose(table, id);
        QVERIFY(table.closedCount() <= 100);
    }
    QVERIFY(table.closedCount() >= 90);
    QCOMPARE(table.closedCount() + table.forgotten(), std::uint64_t{1000});
    QVERIFY(table.find(1, Side::Server));
    QVERIFY(!table.find(2, Side::Server));
    QVERIFY(table.find(1001, Side::Server));
    QVERIFY(table.find(1001 - 89, Side::Server));
}

void TestConnectionTable::forgottenStaysForgotten()
{
    ConnectionTable table(0);
    openAndClose(table, 1);
    QCOMPARE(table.size(), std::size_t{0});
    table.apply(stateEvent(1, Side::Server, TcpState::FinWait2, TcpState::TimeWait, Source::Inferred));
    table.apply(stateEvent(1, Side::Server, TcpState::TimeWait, TcpState::Closed, Source::Inferred));
    table.apply(callEvent(1, Side::Server, Call::Close, 8, -1, EBADF));
    QCOMPARE(table.size(), std::size_t{0});
}

void TestConnectionTable::forgetClosedKeepsOpen()
{
    ConnectionTable table;
    openAndClose(table, 1);
    table.apply(callEvent(2, Side::Server, Call::Accept4, 7, 8));
    table.forgetClosed();
    QVERIFY(!table.find(1, Side::Server));
    QVERIFY(table.find(2, Side::Server));
    table.apply(callEvent(2, Side::Server, Call::Recv, 8, 3));
    QCOMPARE(table.find(2, Side::Server)->bytesIn, std::uint64_t{3});
}

void TestConnectionTable::changes()
{
    ConnectionTable table;
    QVERIFY(table.takeChanges().empty());
    table.apply(callEvent(5, Side::Server, Call::Accept4, 7, 8));
    table.apply(callEvent(6, Side::Server, Call::Accept4, 7, 9));
    table.apply(callEvent(5, Side::Server, Call::Recv, 8, 1));
    ConnectionTable::Changes changes = table.takeChanges();
    QCOMPARE(changes.added, (std::vector<std::uint64_t>{1, 2}));
    QVERIFY(changes.changed.empty() && changes.removed.empty());
    QVERIFY(table.takeChanges().empty());

    table.apply(callEvent(6, Side::Server, Call::Recv, 9, 1));
    table.apply(callEvent(6, Side::Server, Call::Send, 9, 1));
    changes = table.takeChanges();
    QCOMPARE(changes.changed, std::vector<std::uint64_t>{2});
    QVERIFY(changes.added.empty() && changes.removed.empty());

    table.apply(callEvent(6, Side::Server, Call::Close, 9, 0));
    table.forgetClosed();
    changes = table.takeChanges();
    QCOMPARE(changes.removed, std::vector<std::uint64_t>{2});
    QVERIFY(changes.added.empty() && changes.changed.empty());
}

void TestConnectionTable::cameAndWent()
{
    ConnectionTable table(0);
    openAndClose(table, 1);
    QVERIFY(table.takeChanges().empty());
}

void TestConnectionTable::changedAndForgotten()
{
    ConnectionTable table(10);
    openAndClose(table, 1);
    table.takeChanges();
    for (ConnectionId id = 2; id <= 12; ++id)
        openAndClose(table, id);
    const ConnectionTable::Changes changes = table.takeChanges();
    QCOMPARE(changes.removed, std::vector<std::uint64_t>{1});
    QCOMPARE(changes.added.size() + changes.removed.size(), table.size() + 1);
    for (const std::uint64_t serial : changes.added)
        QVERIFY(table.findSerial(serial));
}

void TestConnectionTable::costIsConstant()
{
    // 300,000 events on 10,000 open connections in turns. Here it takes about 20 ms; a scan for each event would take
    // minutes, so the generous limit does not depend on the machine.
    ConnectionTable table;
    constexpr ConnectionId kConnections = 10'000;
    for (ConnectionId id = 1; id <= kConnections; ++id)
        table.apply(callEvent(id, Side::Server, Call::Accept4, 7, static_cast<int>(id)));
    QElapsedTimer timer;
    timer.start();
    for (ConnectionId i = 0; i < 300'000; ++i)
        table.apply(callEvent(1 + i % kConnections, Side::Server, Call::Recv, 8, 1));
    const qint64 elapsed = timer.elapsed();
    qInfo("300,000 events: %lld ms", static_cast<long long>(elapsed));
    QVERIFY(elapsed < 5000);
    QCOMPARE(table.find(kConnections, Side::Server)->bytesIn, std::uint64_t{30});
    QCOMPARE(table.takeChanges().added.size(), std::size_t{kConnections});
}

GUILESS_TEST(TestConnectionTable)
#include "tst_connection_table.moc"
