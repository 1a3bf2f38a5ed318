// SPDX-License-Identifier: GPL-3.0-or-later
// The short names of connections and listeners.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "tests/widgets/packets/packet_events.h"
#include "widgets/log/connection_labels.h"

#include <QTest>

using core::Call;
using core::Side;
using widgets::ConnectionLabels;

namespace {

// What is forgotten goes with the events that come.
void sweep(ConnectionLabels& labels)
{
    const core::Event other;
    for (int i = 0; i < 1000; ++i)
        labels.learn(other, 1000);
}

} // namespace

class TestConnectionLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBothEnds_data();
    void namesBothEnds();
    void unknownIsADash();
    void listenerHasItsAddressWhileItIsBound();
    void descriptorUsedAgainDoesNotRenameOldRows();
    void tellsWhenANameChanges();
    void forgetsOnlyClosedConnections();
    void packetsNameBothEnds();
};

void TestConnectionLabels::namesBothEnds_data()
{
    QTest::addColumn<int>("script");
    QTest::addColumn<Side>("side");
    QTest::addColumn<QString>("expected");

    QTest::newRow("client, both ports") << 0 << Side::Client << QStringLiteral("54321 → 8080");
    QTest::newRow("server, same connection") << 0 << Side::Server << QStringLiteral("8080 ← 54321");
    QTest::newRow("client, refused before its port is known") << 1 << Side::Client << QStringLiteral("→ 8081");
    QTest::newRow("accepted, listener known") << 2 << Side::Server << QStringLiteral("8080 ← 40000");
    QTest::newRow("accepted, names asked for") << 3 << Side::Server << QStringLiteral("9000 ← 40001");
    QTest::newRow("UNIX client") << 4 << Side::Client << QStringLiteral("→ unix:/run/x.sock");
    QTest::newRow("UNIX server") << 5 << Side::Server << QStringLiteral("unix:@echo ←");
    QTest::newRow("failed calls tell nothing") << 6 << Side::Server << QStringLiteral("—");
}

void TestConnectionLabels::namesBothEnds()
{
    QFETCH(int, script);
    QFETCH(Side, side);
    QFETCH(QString, expected);

    EventMaker maker;
    std::vector<core::Event> events;
    switch (script) {
    case 0:
        events = {maker.call(Call::Connect, Side::Client, 3, 9, 0, EINPROGRESS, EventMaker::tcp(8080)),
                  maker.call(Call::Getsockname, Side::Client, 3, 9, 0, 0, EventMaker::tcp(54321))};
        break;
    case 1:
        events = {maker.call(Call::Connect, Side::Client, 3, 9, 0, ECONNREFUSED, EventMaker::tcp(8081))};
        break;
    case 2:
        events = {maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(8080)),
                  maker.call(Call::Accept4, Side::Server, 3, 7, 8, 0, EventMaker::tcp(40000))};
        break;
    case 3:
        events = {maker.call(Call::Getsockname, Side::Server, 3, 8, 0, 0, EventMaker::tcp(9000)),
                  maker.call(Call::Getpeername, Side::Server, 3, 8, 0, 0, EventMaker::tcp(40001))};
        break;
    case 4:
        events = {maker.call(Call::Connect, Side::Client, 3, 9, 0, 0, *core::Address::unixPath("/run/x.sock"))};
        break;
    case 5:
        events = {maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, *core::Address::unixAbstract("echo")),
                  maker.call(Call::Accept4, Side::Server, 3, 7, 8, 0)};
        break;
    default:
        events = {maker.call(Call::Getsockname, Side::Server, 3, 8, 0, EBADF, EventMaker::tcp(1)),
                  maker.call(Call::Getpeername, Side::Server, 3, 8, 0, ENOTCONN, EventMaker::tcp(2)),
                  maker.call(Call::Accept4, Side::Server, 3, 7, 0, EMFILE, EventMaker::tcp(3))};
    }
    ConnectionLabels labels;
    std::uint64_t number = 0;
    for (const core::Event& event : events)
        labels.learn(event, ++number);
    const core::Event shown = maker.call(Call::Recv, side, 3, 9);
    QCOMPARE(QString::fromStdString(labels.text(shown, 1)), expected);
}

void TestConnectionLabels::unknownIsADash()
{
    EventMaker maker;
    const ConnectionLabels labels;
    QCOMPARE(labels.text(maker.call(Call::Recv, Side::Client, 4, 9), 1), std::string("—"));
    QCOMPARE(labels.text(maker.call(Call::Socket, Side::Server, 0, -1, 7), 1), std::string("—"));
}

void TestConnectionLabels::listenerHasItsAddressWhileItIsBound()
{
    EventMaker maker;
    ConnectionLabels labels;
    labels.learn(maker.call(Call::Socket, Side::Server, 0, -1, 7), 1);
    labels.learn(maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(0)), 2);
    labels.learn(maker.call(Call::Listen, Side::Server, 0, 7), 3);
    labels.learn(maker.call(Call::Getsockname, Side::Server, 0, 7, 0, 0, EventMaker::tcp(40123)), 4);
    labels.learn(maker.call(Call::Close, Side::Server, 0, 7), 9);
    const core::Event onSeven = maker.call(Call::Listen, Side::Server, 0, 7);
    QCOMPARE(labels.text(onSeven, 1), std::string("—"));
    QCOMPARE(labels.text(onSeven, 2), std::string("127.0.0.1:40123"));
    QCOMPARE(labels.text(onSeven, 9), std::string("127.0.0.1:40123"));
    QCOMPARE(labels.text(onSeven, 10), std::string("—"));
    QCOMPARE(labels.text(maker.call(Call::Listen, Side::Client, 0, 7), 3), std::string("—"));
}

void TestConnectionLabels::descriptorUsedAgainDoesNotRenameOldRows()
{
    EventMaker maker;
    ConnectionLabels labels;
    labels.learn(maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(8080)), 1);
    labels.learn(maker.call(Call::Close, Side::Server, 0, 7), 5);
    labels.learn(maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(9090)), 8);
    const core::Event onSeven = maker.call(Call::Listen, Side::Server, 0, 7);
    QCOMPARE(labels.text(onSeven, 3), std::string("127.0.0.1:8080"));
    QCOMPARE(labels.text(onSeven, 6), std::string("—"));
    QCOMPARE(labels.text(onSeven, 8), std::string("127.0.0.1:9090"));
}

void TestConnectionLabels::tellsWhenANameChanges()
{
    EventMaker maker;
    ConnectionLabels labels;
    QVERIFY(!labels.learn(maker.call(Call::Socket, Side::Client, 3, -1, 9), 1));
    QVERIFY(labels.learn(maker.call(Call::Connect, Side::Client, 3, 9, 0, EINPROGRESS, EventMaker::tcp(8080)), 2));
    QVERIFY(labels.learn(maker.call(Call::Getsockname, Side::Client, 3, 9, 0, 0, EventMaker::tcp(54321)), 3));
    QVERIFY(!labels.learn(maker.call(Call::Getsockname, Side::Client, 3, 9, 0, 0, EventMaker::tcp(54321)), 4));
    QVERIFY(!labels.learn(maker.call(Call::Recv, Side::Client, 3, 9), 5));
}

void TestConnectionLabels::forgetsOnlyClosedConnections()
{
    EventMaker maker;
    ConnectionLabels labels;
    for (core::ConnectionId id = 1; id <= 2; ++id) {
        labels.learn(maker.call(Call::Connect, Side::Client, id, 9, 0, 0, EventMaker::tcp(8080)), id * 2);
        labels.learn(maker.call(Call::Getsockname, Side::Client, id, 9, 0, 0, EventMaker::tcp(50000)), id * 2 + 1);
    }
    labels.learn(maker.call(Call::Close, Side::Client, 1, 9), 6);
    labels.forgetBefore(6);
    sweep(labels);
    QCOMPARE(labels.connectionCount(), std::size_t{2});
    labels.forgetBefore(7);
    QCOMPARE(labels.ends(1).client, std::string()); // at once, though its memory is still there
    QCOMPARE(labels.text(maker.call(Call::Recv, Side::Client, 1, 9), 100), std::string("—"));
    sweep(labels);
    QCOMPARE(labels.connectionCount(), std::size_t{1});
    QCOMPARE(labels.text(maker.call(Call::Recv, Side::Client, 2, 9), 100), std::string("50000 → 8080"));
}

void TestConnectionLabels::packetsNameBothEnds()
{
    PacketEvents packets; // of a connection whose calls nobody recorded
    const core::Batch batch = packets.handshakeAndHello();
    ConnectionLabels labels;
    QVERIFY(labels.learn(batch.events[1], 1)); // the server's
    QVERIFY(!labels.learn(batch.events[3], 2));
    QCOMPARE(labels.text(batch.events[1], 1), std::string("8080 ← 54321"));
    QCOMPARE(labels.text(batch.events[3], 2), std::string("54321 → 8080"));
    labels.forgetBefore(2);
    sweep(labels);
    QCOMPARE(labels.connectionCount(), std::size_t{1});
    labels.forgetBefore(3); // no close(2) of ours is to be waited for
    sweep(labels);
    QCOMPARE(labels.connectionCount(), std::size_t{0});
    core::Event lost = batch.events[0];
    lost.payload = nullptr;
    QVERIFY(!labels.learn(lost, 3));
    QCOMPARE(labels.text(lost, 3), std::string("—"));
}

GUILESS_TEST(TestConnectionLabels)
#include "tst_connection_labels.moc"
