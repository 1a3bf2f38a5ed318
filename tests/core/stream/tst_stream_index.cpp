// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a connection, both ways: each once, in order, and what is missing said.
#include "core/packet/packet_event.h"
#include "core/stream/stream_index.h"
#include "tests/core/packet/packet_maker.h"
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"

#include <QTest>
#include <string>

using core::Call;
using core::Event;
using core::Side;
using core::StreamDirection;
using core::StreamIndex;
using core::StreamPart;
using core::StreamSegment;
using core::StreamSource;

namespace {

constexpr core::ConnectionId kOurs = 7;

char markOf(StreamPart part)
{
    return part == StreamPart::NotKept ? '~' : part == StreamPart::NotSeen ? '^' : '?';
}

/// The stream as one line: ">Hello!" to the server, "<Hello!" to the client, "~6" not kept, "^6" not seen, "?6" not
/// captured.
std::string told(const StreamIndex& index, const std::vector<Event>& events)
{
    std::string text;
    for (std::size_t i = 0; i < index.size(); ++i) {
        const StreamSegment& segment = index.at(i);
        text += segment.direction == StreamDirection::ToServer ? '>' : '<';
        const auto bytes = core::segmentBytes(events[segment.number - 1], segment);
        if (segment.part == StreamPart::Bytes)
            text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        else
            text += markOf(segment.part) + std::to_string(segment.size);
    }
    return text;
}

/// Adds all with the numbers 1, 2, 3 …
StreamIndex indexOf(StreamSource source, const std::vector<Event>& events)
{
    StreamIndex index(kOurs, source);
    for (std::size_t i = 0; i < events.size(); ++i)
        index.add(events[i], i + 1);
    return index;
}

} // namespace

class TestStreamIndex : public QObject
{
    Q_OBJECT

    EventMaker m_make;

    std::vector<Event> echo()
    {
        return {m_make.call(Call::Connect, Side::Client, kOurs, 9),
                m_make.data(Call::Send, Side::Client, kOurs, 9, "ab"),
                m_make.message(Side::Client, kOurs, core::Direction::Sent, "ab"),
                m_make.data(Call::Recv, Side::Server, kOurs, 8, "ab"),
                m_make.data(Call::Send, Side::Client, 99, 5, "other"),
                m_make.data(Call::Send, Side::Server, kOurs, 8, "AB"),
                m_make.data(Call::Recv, Side::Client, kOurs, 9, "AB"),
                m_make.call(Call::Recv, Side::Client, kOurs, 9, -1, EAGAIN)};
    }

    Event packet(Side from, std::uint32_t seq, const QByteArray& data, unsigned flags = core::tcp_flag::kAck)
    {
        const QByteArray bytes =
            tests::ipv4(tests::tcp({.seq = 1000 + seq, .flags = flags, .options = {}, .data = data}));
        core::TcpPacket tcp;
        tcp.flags = static_cast<std::uint16_t>(flags);
        tcp.payloadLength = static_cast<std::uint32_t>(data.size());
        core::TcpNumbers numbers;
        numbers.seq = seq;
        Event event = core::packetEvent(tcp, numbers);
        event.connection = kOurs;
        event.side = from;
        const auto kept = m_make.keep(tests::bytesOf(bytes));
        event.payload = kept.data();
        event.payloadSize = static_cast<std::uint32_t>(kept.size());
        return event;
    }

private Q_SLOTS:
    void eachAccountTellsTheBytesOnce()
    {
        const std::vector<Event> events = echo();
        QCOMPARE(told(indexOf(StreamSource::ClientCalls, events), events), std::string(">ab<AB"));
        QCOMPARE(told(indexOf(StreamSource::ServerCalls, events), events), std::string(">ab<AB"));
        QCOMPARE(told(indexOf(StreamSource::Packets, events), events), std::string());
        const StreamIndex index = indexOf(StreamSource::ClientCalls, events);
        QCOMPARE(index.total(StreamDirection::ToServer), 2U);
        QCOMPARE(index.at(1).number, 7U);
        QCOMPARE(index.find(3), 1U);
        QCOMPARE(index.find(8), 2U);
    }

    void urgentAndPeekedBytesAreNoneOfTheStream()
    {
        Event urgent = m_make.data(Call::Send, Side::Client, kOurs, 9, "!");
        urgent.args[1] = MSG_OOB;
        Event peeked = m_make.data(Call::Recv, Side::Client, kOurs, 9, "A");
        peeked.args[1] = MSG_PEEK | MSG_DONTWAIT;
        QVERIFY(indexOf(StreamSource::ClientCalls, {urgent, peeked}).empty());
    }

    void bytesThatWereNotKeptAreCounted()
    {
        std::vector<Event> events = echo();
        events[1].payload = nullptr;
        const StreamIndex index = indexOf(StreamSource::ClientCalls, events);
        QCOMPARE(told(index, events), std::string(">~2<AB"));
        QCOMPARE(index.missing(StreamDirection::ToServer), 2U);
        QCOMPARE(index.total(StreamDirection::ToServer), 2U);
    }

    void splicedBytesAreAGap()
    {
        const std::vector<Event> events{m_make.splice(Side::Server, kOurs, 8, core::Direction::Received, 6),
                                        m_make.splice(Side::Server, kOurs, 8, core::Direction::Sent, 5),
                                        m_make.call(Call::Splice, Side::Server, kOurs, 8, -1, EAGAIN)};
        const StreamIndex index = indexOf(StreamSource::ServerCalls, events);
        QCOMPARE(told(index, events), std::string(">^6<^5"));
        QCOMPARE(index.total(StreamDirection::ToServer), 6U);
        QCOMPARE(index.kept(StreamDirection::ToServer), 0U);
        QCOMPARE(index.missing(StreamDirection::ToClient), 5U);
    }

    void largeEventsAreCut()
    {
        const std::string large(StreamIndex::kMaxSegment * 2 + 5, 'x');
        const std::vector<Event> events{m_make.data(Call::Send, Side::Client, kOurs, 9, large)};
        const StreamIndex index = indexOf(StreamSource::ClientCalls, events);
        QCOMPARE(index.size(), 3U);
        QCOMPARE(index.at(2).size, 5U);
        QCOMPARE(index.at(2).skip, 2 * StreamIndex::kMaxSegment);
        QCOMPARE(
            told(index, events),
            ">" + large.substr(5).insert(StreamIndex::kMaxSegment, ">").insert(2 * StreamIndex::kMaxSegment + 1, ">") +
                "xxxxx");
    }

    void whatIsLetGoIsCounted()
    {
        const std::vector<Event> events = echo();
        StreamIndex index = indexOf(StreamSource::ClientCalls, events);
        QCOMPARE(index.forgetBefore(5), 1U);
        QCOMPARE(index.letGo(StreamDirection::ToServer), 2U);
        QCOMPARE(index.letGo(StreamDirection::ToClient), 0U);
        QCOMPARE(told(index, events), std::string("<AB"));
    }

    void packetsAreReadBySequenceNumber_data()
    {
        QTest::addColumn<QList<QPair<quint32, QByteArray>>>("segments");
        QTest::addColumn<QByteArray>("expected");
        using Segments = QList<QPair<quint32, QByteArray>>;
        QTest::newRow("in order") << Segments{{1, "abc"}, {4, "de"}} << QByteArray(">abc>de");
        QTest::newRow("sent again") << Segments{{1, "abc"}, {1, "abc"}, {4, "de"}} << QByteArray(">abc>de");
        QTest::newRow("sent again with more") << Segments{{1, "abc"}, {1, "abcde"}} << QByteArray(">abc>de");
        QTest::newRow("lost") << Segments{{1, "abc"}, {6, "fg"}} << QByteArray(">abc>?2>fg");
        QTest::newRow("late") << Segments{{1, "abc"}, {6, "fg"}, {4, "de"}} << QByteArray(">abc>de>fg");
        QTest::newRow("late, a part") << Segments{{1, "a"}, {6, "fg"}, {3, "cd"}} << QByteArray(">a>?1>cd>?1>fg");
        QTest::newRow("late and beyond") << Segments{{1, "a"}, {3, "c"}, {2, "bcde"}} << QByteArray(">a>b>c>de");
        QTest::newRow("keep-alive probe") << Segments{{1, "abc"}, {3, "x"}} << QByteArray(">abc");
        QTest::newRow("before the first") << Segments{{4294967290U, "old"}, {1, "a"}} << QByteArray(">a");
    }
    void packetsAreReadBySequenceNumber()
    {
        using Segments = QList<QPair<quint32, QByteArray>>;
        QFETCH(const Segments, segments);
        std::vector<Event> events;
        for (const auto& [seq, data] : segments)
            events.push_back(packet(Side::Client, seq, data));
        QTEST(QByteArray::fromStdString(told(indexOf(StreamSource::Packets, events), events)), "expected");
    }

    void aPacketThatFillsAGapTellsFromWhereOnItChanged()
    {
        const std::vector<Event> events{packet(Side::Client, 1, "ab"), packet(Side::Client, 4, "d"),
                                        packet(Side::Server, 1, "S"), packet(Side::Client, 3, "c")};
        StreamIndex index(kOurs, StreamSource::Packets);
        QCOMPARE(index.add(events[0], 1), 0U);
        QCOMPARE(index.add(events[1], 2), 1U);
        QCOMPARE(index.add(events[2], 3), 3U);
        QCOMPARE(index.missing(StreamDirection::ToServer), 1U);
        QCOMPARE(index.add(events[3], 4), 1U);
        QCOMPARE(index.missing(StreamDirection::ToServer), 0U);
        QCOMPARE(told(index, events), std::string(">ab>c>d<S"));
        QCOMPARE(index.find(4), 1U);
    }

    void sequenceNumbersComeRound()
    {
        // Each packet stands for 1 GiB, of which only one byte was captured.
        std::vector<Event> events;
        constexpr std::uint32_t kGiB = 1U << 30U;
        for (std::uint32_t i = 0; i < 6; ++i) {
            events.push_back(packet(Side::Client, 1 + i * kGiB, "x"));
            events.back().result = static_cast<std::int32_t>(kGiB);
        }
        const StreamIndex index = indexOf(StreamSource::Packets, events);
        QCOMPARE(index.total(StreamDirection::ToServer), std::uint64_t{6} * kGiB);
        QCOMPARE(index.size(), 12U);
    }
};

APPLESS_TEST(TestStreamIndex)
#include "tst_stream_index.moc"
