// SPDX-License-Identifier: GPL-3.0-or-later
// Records become events: sides and connections by address, one order by time, and what is inferred at the end.
#include "core/event/recorder.h"
#include "core/observe/kernel_events.h"
#include "core/packet/packet_event.h"
#include "core/text/event_text.h"
#include "tests/core/packet/packet_maker.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cstring>
#include <sys/socket.h>

using namespace core;

namespace {

constexpr std::uint8_t kClose = 7;
constexpr std::uint8_t kListen = 10;
constexpr std::uint16_t kServer = 8080;
constexpr std::uint16_t kClient = 40000;

// The observer's records on their way through the recorder.
struct KernelEventsProbe
{
    Recorder recorder;
    ConnectionIds ids;
    EventTrack& track = recorder.addTrack("observer", Side::Server);
    KernelEvents events{track, ids};

    KernelEventsProbe() { events.setListened(*PortSet::parse("8080")); }

    template <class T>
    void add(RecordKind kind, std::int64_t ns, const T& value, const QByteArray& more = {})
    {
        QByteArray data(reinterpret_cast<const char*>(&value), sizeof value);
        data += more;
        events.add({kind, ns, tests::bytesOf(data)});
    }
    void state(std::int64_t ns, std::uint16_t local, std::uint16_t peer, int from, int to, std::uint32_t socket = 0)
    {
        StateRecord record;
        record.socket = socket;
        record.family = AF_INET;
        record.localPort = local;
        record.peerPort = peer;
        record.from = static_cast<std::uint8_t>(from);
        record.to = static_cast<std::uint8_t>(to);
        record.local = record.peer = {127, 0, 0, 1};
        add(RecordKind::State, ns, record);
    }
    // As packet_maker writes addresses: 127.0.0.1 sends to 10.0.0.2, so the test's connection is between these.
    void packet(std::int64_t ns, unsigned from, unsigned to, unsigned flags, std::uint32_t seq = 0)
    {
        tests::Segment segment;
        segment.from = from;
        segment.to = to;
        segment.flags = flags;
        segment.seq = seq;
        QByteArray ip = tests::ipv4(tests::tcp(segment));
        ip.replace(16, 4, QByteArray("\x7f\0\0\1", 4));
        add(RecordKind::Packet, ns,
            PacketRecord{static_cast<std::uint32_t>(LinkType::Raw), static_cast<std::uint32_t>(ip.size())}, ip);
    }
    std::vector<Event> finish()
    {
        events.finish();
        return recorder.collectAll().events;
    }
};

QStringList texts(const std::vector<Event>& events)
{
    QStringList result;
    for (const Event& event : events)
        result.push_back(QStringLiteral("%1 %2 #%3 %4")
                             .arg(QString::fromStdString(std::string(sideName(event.side))),
                                  QString::fromStdString(std::string(sourceName(event.source))))
                             .arg(event.connection)
                             .arg(QString::fromStdString(eventText(event)).section(QStringLiteral(" win"), 0, 0)));
    return result;
}

} // namespace

class TestKernelEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeConnection();
    void numbersOfOurConnections();
    void foreignConnectionIsFoundByAccept();
    void othersOnThePortsOfOurTargetsArePassedOver();
    void oneThatIsRefusedAtOnceHasItsSegments();
    void connectWithoutPort_data();
    void connectWithoutPort();
    void timeWaitOnlyAfterBothFins_data();
    void timeWaitOnlyAfterBothFins();
    void waitsUntilDrained();
    void othersWaitForTheObserver();
    void lostIsToldAndRubbishIsPassedOver();
};

void TestKernelEvents::wholeConnection()
{
    KernelEventsProbe probe;
    // Out of order, as two sources give them.
    probe.packet(20, kClient, kServer, tcp_flag::kSyn, 100);
    probe.packet(30, kServer, kClient, tcp_flag::kSyn | tcp_flag::kAck, 200);
    probe.state(1, kServer, 0, kClose, kListen, 1);
    probe.state(10, 0, kServer, kClose, 2, 2);
    probe.state(40, kClient, kServer, 2, 1, 2);
    probe.state(45, kServer, kClient, kListen, 3, 3);
    const QStringList wanted{QStringLiteral("server kernel #0 CLOSED → LISTEN"),
                             QStringLiteral("client kernel #1 CLOSED → SYN_SENT"),
                             QStringLiteral("client kernel #1 SYN seq 0"),
                             QStringLiteral("server kernel #1 SYN+ACK seq 0 ack 4294967196"),
                             QStringLiteral("client kernel #1 SYN_SENT → ESTABLISHED"),
                             QStringLiteral("server kernel #1 LISTEN → SYN_RECV")};
    QCOMPARE(texts(probe.finish()), wanted);
}

void TestKernelEvents::numbersOfOurConnections()
{
    KernelEventsProbe probe;
    const Address client = *Address::ip("127.0.0.1", kClient);
    const Address server = *Address::ip("127.0.0.1", kServer);
    probe.ids.next();
    const ConnectionId id = probe.ids.next();
    ConnectionIds::Connecting(probe.ids).claim(client, server, id);
    QCOMPARE(probe.ids.accepted(server, client), id);
    probe.ids.clientClosed(client, server); // it stays known: what is reported late is still its
    probe.packet(1, kClient, kServer, tcp_flag::kAck);
    probe.packet(2, kServer, kClient, tcp_flag::kAck);
    const auto events = probe.finish();
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(events[0].connection, id);
    QCOMPARE(events[1].connection, id);
    QVERIFY(events[0].side == Side::Client && events[1].side == Side::Server);
    QCOMPARE(events[0].thread, probe.track.index());
    QCOMPARE(events[0].bytes().size(), std::size_t{40});
}

void TestKernelEvents::foreignConnectionIsFoundByAccept()
{
    KernelEventsProbe probe;
    probe.packet(1, kClient, kServer, tcp_flag::kSyn);
    const auto events = probe.finish();
    QCOMPARE(events.size(), std::size_t{1});
    QVERIFY(events[0].connection != 0);
    const Address server = *Address::ip("127.0.0.1", kServer);
    QCOMPARE(probe.ids.accepted(server, *Address::ip("127.0.0.1", kClient)), events[0].connection);
    QVERIFY(probe.ids.accepted(server, *Address::ip("127.0.0.1", 40001)) != events[0].connection);
}

void TestKernelEvents::othersOnThePortsOfOurTargetsArePassedOver()
{
    constexpr std::uint16_t kTarget = 9000;
    KernelEventsProbe probe;
    ConnectionIds::Connecting(probe.ids).claim(*Address::ip("127.0.0.1", kClient), *Address::ip("127.0.0.1", kTarget),
                                               probe.ids.next());
    probe.state(1, kTarget, 0, kClose, kListen);           // another program listens there
    probe.state(2, 0, kTarget, kClose, 2, 7);              // and another one connects
    probe.state(3, kClient + 1, kTarget, 2, 1, 7);         //
    probe.packet(4, kClient + 1, kTarget, tcp_flag::kSyn); //
    probe.packet(5, kClient, kTarget, tcp_flag::kSyn);
    probe.state(6, kTarget, kClient, kListen, 3);
    const QStringList wanted{QStringLiteral("client kernel #1 SYN seq 0"),
                             QStringLiteral("server kernel #1 LISTEN → SYN_RECV")};
    QCOMPARE(texts(probe.finish()), wanted);
}

// connect(2) that fails at once leaves a socket without addresses: nobody could say which connection it was.
void TestKernelEvents::oneThatIsRefusedAtOnceHasItsSegments()
{
    constexpr std::uint16_t kTarget = 9000;
    KernelEventsProbe probe;
    probe.ids.next();
    const ConnectionId id = probe.ids.next();
    std::int64_t at = 0;
    {
        ConnectionIds::Connecting connecting(probe.ids);
        at = monotonicNs();
        connecting.failed(id);
    }
    probe.state(at, 0, kTarget, kClose, 2, 7);
    probe.packet(at + 1, kClient, kTarget, tcp_flag::kSyn);
    probe.packet(at + 2, kTarget, kClient, tcp_flag::kRst | tcp_flag::kAck);
    probe.state(at + 3, kClient, kTarget, 2, kClose, 7);
    const auto events = probe.finish();
    QCOMPARE(events.size(), std::size_t{4});
    for (const Event& event : events)
        QCOMPARE(event.connection, id);
    QVERIFY(events[2].side == Side::Server);
}

void TestKernelEvents::connectWithoutPort_data()
{
    QTest::addColumn<bool>("ours");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<bool>("found");
    QTest::newRow("ours, while connect() runs") << true << false << true;
    QTest::newRow("of another program, answered") << false << true << true;
    QTest::newRow("of another program, not answered yet") << false << false << false;
}

void TestKernelEvents::connectWithoutPort()
{
    QFETCH(bool, ours);
    QFETCH(bool, answered);
    QFETCH(bool, found);
    KernelEventsProbe probe;
    std::int64_t at = monotonicNs();
    if (ours) {
        ConnectionIds::Connecting connecting(probe.ids);
        at = monotonicNs();
        connecting.claim(*Address::ip("127.0.0.1", kClient), *Address::ip("127.0.0.1", kServer), probe.ids.next());
    }
    probe.state(at, 0, kServer, kClose, 2, 5);
    probe.state(at + 1, 0, kServer, kClose, 2, 6); // another socket, later than the call
    if (answered)
        probe.state(at + 2'000'000'000, kClient, kServer, 2, 1, 5);
    const auto events = probe.finish();
    QCOMPARE(events[0].connection != 0, found);
    QVERIFY(events[0].side == Side::Client);
}

void TestKernelEvents::timeWaitOnlyAfterBothFins_data()
{
    QTest::addColumn<unsigned>("flags");
    QTest::addColumn<bool>("byPeer");
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("waits");
    QTest::newRow("FIN of the peer") << unsigned{tcp_flag::kFin} << true << 5 << true;
    QTest::newRow("both close at once") << unsigned{tcp_flag::kFin} << true << 11 << true;
    QTest::newRow("only our FIN: an orphan") << unsigned{tcp_flag::kFin} << false << 5 << false;
    QTest::newRow("reset") << unsigned{tcp_flag::kFin | tcp_flag::kRst} << true << 5 << false;
    QTest::newRow("passive close") << unsigned{tcp_flag::kFin} << true << 9 << false;
}

void TestKernelEvents::timeWaitOnlyAfterBothFins()
{
    QFETCH(unsigned, flags);
    QFETCH(bool, byPeer);
    QFETCH(int, from);
    QFETCH(bool, waits);
    KernelEventsProbe probe;
    probe.packet(1, byPeer ? kServer : kClient, byPeer ? kClient : kServer, flags);
    probe.state(2, kClient, kServer, from, kClose);
    const auto events = probe.finish();
    QCOMPARE(events.size(), waits ? std::size_t{3} : std::size_t{2});
    QVERIFY(events[1].to() == TcpState::Closed && events[1].source == Source::Kernel);
    if (waits) {
        QVERIFY(events[2].to() == TcpState::TimeWait && events[2].source == Source::Inferred);
        QVERIFY(events[2].side == Side::Client);
    }
}

void TestKernelEvents::waitsUntilDrained()
{
    KernelEventsProbe probe;
    probe.state(100, kServer, 0, kClose, kListen);
    probe.state(200, kServer, 0, kListen, kClose);
    QCOMPARE(probe.recorder.collectAll().events.size(), std::size_t{0});
    probe.events.add({RecordKind::Drained, 150, {}});
    QCOMPARE(probe.recorder.collectAll().events.size(), std::size_t{1});
    probe.events.add({RecordKind::Drained, 200, {}});
    QCOMPARE(probe.recorder.collectAll().events.size(), std::size_t{1});
}

void TestKernelEvents::othersWaitForTheObserver()
{
    KernelEventsProbe probe;
    EventTrack& calls = probe.recorder.addTrack("client I/O", Side::Client);
    const std::int64_t begin = monotonicNs();
    probe.track.reportedUpTo(begin);
    calls.note(NoteCode::AcceptResumed, 0);
    QTest::qWait(2);
    Batch batch = probe.recorder.collect();
    QVERIFY(batch.events.empty() && batch.more);
    probe.state(begin + 1, kServer, 0, kClose, kListen);
    probe.events.add({RecordKind::Drained, monotonicNs(), {}});
    QTest::qWait(2);
    batch = probe.recorder.collect();
    QCOMPARE(batch.events.size(), std::size_t{2});
    QVERIFY(batch.events[0].kind == EventKind::State); // it happened first
    calls.note(NoteCode::AcceptResumed, 0);
    probe.track.reportedUpTo(EventTrack::kIdle);
    QTest::qWait(2);
    QCOMPARE(probe.recorder.collect().events.size(), std::size_t{1});
}

void TestKernelEvents::lostIsToldAndRubbishIsPassedOver()
{
    KernelEventsProbe probe;
    probe.add(RecordKind::Packet, 1, PacketRecord{1, 60}, QByteArray(60, '\xff'));
    probe.add(RecordKind::Lost, 2, LostRecord{LostWhere::Trace, 12});
    probe.add(RecordKind::Problem, 3, 'x');
    const auto events = probe.finish();
    QCOMPARE(events.size(), std::size_t{1});
    QVERIFY(events[0].kind == EventKind::Note && events[0].note() == NoteCode::EventsLost);
    QCOMPARE(events[0].args[1], 12);
}

GUILESS_TEST(TestKernelEvents)
#include "tst_kernel_events.moc"
