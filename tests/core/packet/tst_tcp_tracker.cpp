// SPDX-License-Identifier: GPL-3.0-or-later
// Relative numbers, scaled windows and retransmissions, segment by segment, and the events made of them.
#include "core/packet/packet_event.h"
#include "core/packet/tcp_tracker.h"
#include "tests/support/test_class.h"

#include <QtTest>

using namespace core;

namespace {

const Address kClient = *Address::ip("127.0.0.1", 40000);
const Address kServer = *Address::ip("127.0.0.1", 8080);

TcpPacket segment(bool fromClient, std::uint16_t flags, std::uint32_t seq, std::uint32_t ack, std::uint32_t length = 0)
{
    TcpPacket packet;
    packet.source = fromClient ? kClient : kServer;
    packet.destination = fromClient ? kServer : kClient;
    packet.flags = flags;
    packet.seq = seq;
    packet.ack = ack;
    packet.payloadLength = length;
    packet.window = 512;
    return packet;
}

TcpPacket syn(bool fromClient, std::uint32_t seq, std::uint32_t ack, std::optional<std::uint8_t> scale)
{
    const std::uint16_t flags = fromClient ? tcp_flag::kSyn : tcp_flag::kSyn | tcp_flag::kAck;
    TcpPacket packet = segment(fromClient, flags, seq, ack);
    packet.options.windowScale = scale;
    return packet;
}

constexpr std::uint16_t kAck = tcp_flag::kAck;
constexpr std::uint16_t kFinAck = tcp_flag::kFin | tcp_flag::kAck;

} // namespace

class TestTcpTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeConnection_data();
    void wholeConnection();
    void noScaleUnlessBothOfferIt();
    void beginsInTheMiddle();
    void retransmissions();
    void simultaneousOpen();
    void samePortsAgain();
    void refused();
    void selfConnect();
    void forgetsTheOldest();
    void eventKeepsAll();
};

void TestTcpTracker::wholeConnection_data()
{
    QTest::addColumn<quint32>("start");
    QTest::newRow("zero") << 0U;
    QTest::newRow("some") << 123456U;
    QTest::newRow("wraps") << 0xfffffffeU;
}

void TestTcpTracker::wholeConnection()
{
    QFETCH(quint32, start);
    const std::uint32_t other = start ^ 0x80000000U;
    TcpTracker tracker;
    TcpNumbers n = tracker.next(syn(true, start, 0, 7));
    QVERIFY(n.first && !n.again && !n.startUnseen);
    QCOMPARE(n.seq, 0U);
    QCOMPARE(n.ack, 0U);
    QCOMPARE(n.window, 512U); // never scaled on a SYN
    n = tracker.next(syn(false, other, start + 1, 2));
    QVERIFY(!n.first && !n.again);
    QCOMPARE(n.seq, 0U);
    QCOMPARE(n.ack, 1U);
    QCOMPARE(n.window, 512U);
    n = tracker.next(segment(true, kAck, start + 1, other + 1));
    QCOMPARE(n.seq, 1U);
    QCOMPARE(n.ack, 1U);
    QCOMPARE(n.window, 65536U);
    QVERIFY(!n.scaleUnknown && !n.again);
    n = tracker.next(segment(true, kAck, start + 1, other + 1, 6));
    QCOMPARE(n.seq, 1U);
    QVERIFY(!n.again);
    n = tracker.next(segment(false, kAck, other + 1, start + 7, 6));
    QCOMPARE(n.ack, 7U);
    QCOMPARE(n.window, 2048U);
    n = tracker.next(segment(true, kFinAck, start + 7, other + 7));
    QCOMPARE(n.seq, 7U);
    n = tracker.next(segment(false, kFinAck, other + 7, start + 8));
    QCOMPARE(n.ack, 8U);
    QVERIFY(!n.again);
}

void TestTcpTracker::noScaleUnlessBothOfferIt()
{
    TcpTracker tracker;
    tracker.next(syn(true, 10, 0, 7));
    tracker.next(syn(false, 20, 11, std::nullopt));
    const TcpNumbers n = tracker.next(segment(true, kAck, 11, 21));
    QCOMPARE(n.window, 512U);
    QVERIFY(!n.scaleUnknown);
}

void TestTcpTracker::beginsInTheMiddle()
{
    TcpTracker tracker;
    TcpNumbers n = tracker.next(segment(true, kAck, 5000, 9000, 10));
    QVERIFY(n.first && n.startUnseen && n.scaleUnknown && !n.again);
    QCOMPARE(n.seq, 1U);
    QCOMPARE(n.ack, 1U);
    QCOMPARE(n.window, 512U);
    n = tracker.next(segment(false, kAck, 9000, 5010, 4));
    QCOMPARE(n.seq, 1U);
    QCOMPARE(n.ack, 11U);
    QVERIFY(!n.again);
}

void TestTcpTracker::retransmissions()
{
    TcpTracker tracker;
    QVERIFY(!tracker.next(syn(true, 10, 0, 7)).again);
    QVERIFY(tracker.next(syn(true, 10, 0, 7)).again);
    QVERIFY(!tracker.next(syn(false, 20, 11, 7)).again);
    QVERIFY(!tracker.next(segment(true, kAck, 11, 21, 6)).again);
    QVERIFY(!tracker.next(segment(true, kAck, 17, 21)).again); // an ACK alone is none
    QVERIFY(!tracker.next(segment(true, kAck, 17, 21)).again);
    QVERIFY(tracker.next(segment(true, kAck, 11, 21, 6)).again);
    QVERIFY(!tracker.next(segment(true, kAck, 14, 21, 6)).again); // part of it is new
    QVERIFY(tracker.next(segment(true, kAck, 19, 21, 1)).again);  // keep-alive
    QVERIFY(!tracker.next(segment(true, kFinAck, 20, 21)).again);
    QVERIFY(tracker.next(segment(true, kFinAck, 20, 21)).again);
}

void TestTcpTracker::simultaneousOpen()
{
    TcpTracker tracker;
    QVERIFY(!tracker.next(segment(true, tcp_flag::kSyn, 10, 0)).again);
    QVERIFY(!tracker.next(segment(false, tcp_flag::kSyn, 20, 0)).again);
    QVERIFY(!tracker.next(segment(true, tcp_flag::kSyn | kAck, 10, 21)).again);
    QVERIFY(!tracker.next(segment(false, tcp_flag::kSyn | kAck, 20, 11)).again);
    QVERIFY(tracker.next(segment(true, tcp_flag::kSyn | kAck, 10, 21)).again);
}

void TestTcpTracker::samePortsAgain()
{
    TcpTracker tracker;
    tracker.next(syn(true, 10, 0, 7));
    tracker.next(syn(false, 20, 11, 7));
    const TcpNumbers n = tracker.next(syn(true, 5'000'000, 0, 7));
    QVERIFY(n.first && !n.again);
    QCOMPARE(n.seq, 0U);
    QCOMPARE(tracker.next(syn(false, 77, 5'000'001, 7)).ack, 1U);
}

void TestTcpTracker::refused()
{
    TcpTracker tracker;
    tracker.next(syn(true, 3'000'000'000U, 0, 7));
    const TcpNumbers n = tracker.next(segment(false, tcp_flag::kRst | kAck, 0, 3'000'000'001U));
    QCOMPARE(n.seq, 1U);
    QCOMPARE(n.ack, 1U);
    QVERIFY(!n.again);
}

void TestTcpTracker::selfConnect()
{
    TcpTracker tracker;
    const auto own = [](TcpPacket packet) {
        packet.source = packet.destination = kClient;
        return packet;
    };
    tracker.next(own(syn(true, 10, 0, 7)));
    QCOMPARE(tracker.next(own(syn(false, 10, 11, 7))).ack, 1U);
    const TcpNumbers n = tracker.next(own(segment(true, kAck, 11, 11, 3)));
    QCOMPARE(n.seq, 1U);
    QCOMPARE(n.ack, 1U);
    QCOMPARE(n.window, 65536U);
}

void TestTcpTracker::forgetsTheOldest()
{
    TcpTracker tracker;
    tracker.next(syn(true, 10, 0, 7));
    for (std::size_t i = 0; i < TcpTracker::kRemembered; ++i) {
        TcpPacket other = syn(true, 10, 0, 7);
        other.source = *Address::ip("10.0.0.1", static_cast<std::uint16_t>(1 + i));
        tracker.next(other);
    }
    QVERIFY(tracker.next(segment(true, kAck, 11, 21)).startUnseen);
}

void TestTcpTracker::eventKeepsAll()
{
    TcpNumbers numbers;
    numbers.seq = 0xfffffff0U;
    numbers.ack = 0x80000001U;
    numbers.window = 1U << 30U;
    numbers.again = numbers.scaleUnknown = true;
    TcpPacket packet = segment(true, 0x1ff, 1, 2, 65483);
    const Event event = packetEvent(packet, numbers);
    QVERIFY(event.kind == EventKind::Packet && event.source == Source::Kernel);
    QCOMPARE(event.fd, -1);
    const PacketView view = packetOf(event);
    QCOMPARE(view.seq, numbers.seq);
    QCOMPARE(view.ack, numbers.ack);
    QCOMPARE(view.window, numbers.window);
    QCOMPARE(view.flags, std::uint16_t{0x1ff});
    QCOMPARE(view.length, 65483U);
    QVERIFY(view.again && view.scaleUnknown && !view.startUnseen);
}

GUILESS_TEST(TestTcpTracker)
#include "tst_tcp_tracker.moc"
