// SPDX-License-Identifier: GPL-3.0-or-later
// pcapng files: the bytes of a small one, comments, interfaces, packets that are not whole.
#include "core/clock.h"
#include "core/packet/packet_event.h"
#include "core/packet/pcapng_export.h"
#include "tests/core/packet/packet_maker.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <deque>
#include <utility>

using namespace core;
using namespace tests;

namespace {

QByteArray hex(const std::vector<std::byte>& bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex(' ');
}

/// What a reader of the format sees of one block.
struct Block
{
    std::uint32_t type = 0;
    QByteArray body;
};

std::uint32_t number(const QByteArray& bytes, qsizetype at, int size = 4)
{
    std::uint32_t value = 0;
    for (int i = size - 1; i >= 0; --i)
        value = value << 8U | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

QList<Block> blocksOf(const std::vector<std::byte>& out)
{
    const QByteArray file(reinterpret_cast<const char*>(out.data()), static_cast<qsizetype>(out.size()));
    QList<Block> blocks;
    for (qsizetype at = 0; at < file.size();) {
        const auto length = static_cast<qsizetype>(number(file, at + 4));
        if (length < 12 || length % 4 != 0 || at + length > file.size() ||
            number(file, at + length - 4) != static_cast<std::uint32_t>(length))
            return {}; // no reader would go on
        blocks.append({number(file, at), file.mid(at + 8, length - 12)});
        at += length;
    }
    return blocks;
}

/// The comments of an enhanced packet block.
QList<QByteArray> commentsOf(const QByteArray& body)
{
    QList<QByteArray> comments;
    qsizetype at = 20 + (static_cast<qsizetype>(number(body, 12)) + 3) / 4 * 4;
    while (at + 4 <= body.size() && number(body, at, 2) != 0) {
        const auto length = static_cast<qsizetype>(number(body, at + 2, 2));
        if (number(body, at, 2) == 1)
            comments.append(body.mid(at + 4, length));
        at += 4 + (length + 3) / 4 * 4;
    }
    return comments;
}

struct Maker
{
    Event packet(ConnectionId connection, std::int64_t ns, QByteArray data = {}, const char* host = nullptr)
    {
        Segment segment;
        segment.flags = tcp_flag::kPsh | tcp_flag::kAck;
        segment.data = std::move(data);
        QByteArray& bytes = memory.emplace_back(ipv4(tcp(segment)));
        if (host)
            bytes.replace(12, 4, QByteArray(host, 4));
        const auto decoded = decodeTcp(bytesOf(bytes), LinkType::Raw, static_cast<std::size_t>(bytes.size()));
        Event event = packetEvent(*decoded, {});
        event.startNs = ns;
        event.connection = connection;
        event.payload = bytesOf(bytes).data();
        event.payloadSize = static_cast<std::uint32_t>(bytes.size());
        return event;
    }
    Event call(Call call, ConnectionId connection, std::int64_t ns, int fd = 9, int result = 0)
    {
        Event event;
        event.call = call;
        event.connection = connection;
        event.side = Side::Client;
        event.startNs = ns;
        event.fd = fd;
        event.result = result;
        return event;
    }
    std::deque<QByteArray> memory;
};

std::vector<std::byte> exported(const std::vector<Event>& events, bool calls = true, PcapngExport** keep = nullptr)
{
    static PcapngExport writer{{}};
    writer = PcapngExport({"Test 1", 1'000'000'000, 2'000'000'000, calls});
    std::vector<std::byte> out;
    writer.begin(out);
    for (const Event& event : events)
        writer.add(event, out);
    if (keep)
        *keep = &writer;
    return out;
}

} // namespace

class TestPcapng : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goldenBytes();
    void callsBecomeComments();
    void callsCanStayAway();
    void waitingCallsAreBounded();
    void longCommentsAreCut();
    void interfaces();
    void packetsThatAreNotWhole();
    void otherEventsAreLeftOut();
    void offsetOfTheClocks();
    void tsharkReadsIt();
};

void TestPcapng::goldenBytes()
{
    std::vector<std::byte> out;
    PcapngWriter writer;
    PcapngWriter::begin(out, "SP 1");
    QCOMPARE(writer.addInterface(out, LinkType::Raw, "lo", ""), 0U);
    const QByteArray bytes("abcde");
    const std::vector<std::string> comments{"hi"};
    PcapngWriter::packet(out, {0, 0x0123'4567'89ab'cdef, bytesOf(bytes), 70, comments});
    PcapngWriter::packet(out, {0, -5, {}, 0, {}});
    QCOMPARE(hex(out), QByteArray("0a 0d 0d 0a 28 00 00 00 4d 3c 2b 1a 01 00 00 00 ff ff ff ff ff ff ff ff "
                                  "04 00 04 00 53 50 20 31 00 00 00 00 28 00 00 00 " // application
                                  "01 00 00 00 28 00 00 00 65 00 00 00 00 00 00 00 "
                                  "02 00 02 00 6c 6f 00 00 " // name
                                  "09 00 01 00 09 00 00 00 " // nanoseconds
                                  "00 00 00 00 28 00 00 00 "
                                  "06 00 00 00 34 00 00 00 00 00 00 00 67 45 23 01 ef cd ab 89 "
                                  "05 00 00 00 46 00 00 00 61 62 63 64 65 00 00 00 "
                                  "01 00 02 00 68 69 00 00 00 00 00 00 34 00 00 00 " // comment
                                  "06 00 00 00 20 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
                                  "00 00 00 00 00 00 00 00 20 00 00 00"));
}

void TestPcapng::callsBecomeComments()
{
    Maker make;
    PcapngExport* writer = nullptr;
    const auto out = exported({make.call(Call::Shutdown, 3, 1'100'000'000), make.call(Call::Close, 3, 5'201'077'900),
                               make.call(Call::Close, 4, 5'300'000'000), make.packet(3, 5'400'000'000, "x"),
                               make.packet(3, 5'500'000'000), make.packet(4, 5'600'000'000),
                               make.call(Call::Close, 4, 5'700'000'000)},
                              true, &writer);
    const QList<Block> blocks = blocksOf(out);
    QCOMPARE(blocks.size(), 5);
    QCOMPARE(commentsOf(blocks[2].body),
             (QList<QByteArray>{"client shutdown(9, SHUT_RD) = 0 at 0.100000 s", "client close(9) = 0 at 4.201077 s"}));
    QCOMPARE(commentsOf(blocks[3].body), QList<QByteArray>());
    QCOMPARE(commentsOf(blocks[4].body), QList<QByteArray>{"client close(9) = 0 at 4.300000 s"});
    const std::uint64_t ns = std::uint64_t{number(blocks[2].body, 4)} << 32U | number(blocks[2].body, 8);
    QCOMPARE(ns, std::uint64_t{7'400'000'000}); // of the day
    QCOMPARE(writer->packets(), std::size_t{3});
    QCOMPARE(writer->comments(), std::size_t{3});
    QCOMPARE(writer->callsWithoutPacket(), std::size_t{1});
}

void TestPcapng::callsCanStayAway()
{
    Maker make;
    const auto out = exported({make.call(Call::Close, 3, 0), make.packet(3, 1)}, false);
    QCOMPARE(commentsOf(blocksOf(out)[2].body), QList<QByteArray>());
}

void TestPcapng::waitingCallsAreBounded()
{
    Maker make;
    std::vector<Event> events;
    for (int i = 0; i < 100; ++i)
        events.push_back(make.call(Call::Recv, 3, i));
    events.push_back(make.packet(3, 100));
    const QList<QByteArray> comments = commentsOf(blocksOf(exported(events))[2].body);
    QCOMPARE(comments.size(), static_cast<qsizetype>(PcapngExport::kMostComments + 1));
    QCOMPARE(comments.last(), QByteArray("and 68 more calls"));

    events.clear(); // connections that never have a packet
    for (unsigned i = 0; i < PcapngExport::kMostWaiting + 10; ++i)
        events.push_back(make.call(Call::Close, 10 + i, i));
    events.push_back(make.packet(static_cast<ConnectionId>(10 + PcapngExport::kMostWaiting + 5), 100));
    QCOMPARE(commentsOf(blocksOf(exported(events))[2].body), QList<QByteArray>{"and 1 more calls"});
}

void TestPcapng::longCommentsAreCut()
{
    std::vector<std::byte> out;
    PcapngWriter::begin(out, "x");
    const std::vector<std::string> comments{std::string(65'534, 'a') + "\xe2\x82\xac" + "b"};
    PcapngWriter::packet(out, {0, 0, {}, 0, comments});
    QCOMPARE(commentsOf(blocksOf(out)[1].body).first(), QByteArray(65'534, 'a'));
}

void TestPcapng::interfaces()
{
    Maker make;
    // From 127.0.0.1; between two hosts; again both.
    const auto out = exported({make.packet(3, 0), make.packet(4, 1, "x", "\x0a\0\0\1"), make.packet(3, 2),
                               make.packet(4, 3, "y", "\x0a\0\0\1")});
    const QList<Block> blocks = blocksOf(out);
    QList<std::uint32_t> types;
    for (const Block& block : blocks)
        types.append(block.type);
    QCOMPARE(types, (QList<std::uint32_t>{0x0a0d0d0a, 1, 6, 1, 6, 6, 6}));
    QVERIFY(blocks[1].body.contains("lo"));
    QVERIFY(blocks[3].body.contains("The interface was not recorded"));
    QCOMPARE(number(blocks[1].body, 0, 2), 101U);
    QList<std::uint32_t> used;
    for (const int i : {2, 4, 5, 6})
        used.append(number(blocks[i].body, 0));
    QCOMPARE(used, (QList<std::uint32_t>{0, 1, 0, 1}));
}

void TestPcapng::packetsThatAreNotWhole()
{
    Maker make;
    Event cut = make.packet(3, 0, "Hello!");
    cut.payloadSize -= 4; // four bytes of data were not captured
    Event gone = make.packet(3, 1, "Hello!");
    gone.payload = nullptr;
    PcapngExport* writer = nullptr;
    const QList<Block> blocks = blocksOf(exported({cut, gone}, true, &writer));
    QCOMPARE(number(blocks[2].body, 12), 42U);
    QCOMPARE(number(blocks[2].body, 16), 46U);
    const Block& last = blocks.last();
    QCOMPARE(number(last.body, 12), 0U);
    QCOMPARE(number(last.body, 16), 46U);
    QCOMPARE(commentsOf(last.body), QList<QByteArray>{"The bytes of this packet were not kept."});
    QCOMPARE(writer->withoutBytes(), std::size_t{1});
}

void TestPcapng::otherEventsAreLeftOut()
{
    Maker make;
    Event state;
    state.kind = EventKind::State;
    state.connection = 3;
    Event wait = make.call(Call::EpollWait, 3, 0);
    const QList<Block> blocks = blocksOf(exported({state, wait, make.call(Call::Listen, 0, 0), make.packet(3, 1)}));
    QCOMPARE(blocks.size(), 3);
    QCOMPARE(commentsOf(blocks[2].body), QList<QByteArray>());
}

void TestPcapng::offsetOfTheClocks()
{
    const std::int64_t before = QDateTime::currentMSecsSinceEpoch();
    const std::int64_t now = (monotonicNs() + realtimeOffsetNs()) / 1'000'000;
    const std::int64_t after = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(now >= before - 1 && now <= after + 1);
}

void TestPcapng::tsharkReadsIt()
{
    Maker make;
    Event gone = make.packet(3, 1'400'000'000, "Hello!");
    gone.payload = nullptr;
    const auto out = exported({make.call(Call::Close, 3, 1'000'000'000), make.packet(3, 1'100'000'001, "Hello!"),
                               make.packet(4, 1'200'000'000, "x", "\x0a\0\0\1"), make.packet(3, 1'300'000'000), gone});
    QTemporaryFile file;
    QVERIFY(file.open());
    QCOMPARE(file.write(reinterpret_cast<const char*>(out.data()), static_cast<qint64>(out.size())),
             static_cast<qint64>(out.size()));
    QVERIFY(file.flush());
    QProcess tshark;
    tshark.start(QStringLiteral("tshark"),
                 {QStringLiteral("-n"), QStringLiteral("-r"), file.fileName(), QStringLiteral("-T"),
                  QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("frame.time_epoch"),
                  QStringLiteral("-e"), QStringLiteral("frame.len"), QStringLiteral("-e"),
                  QStringLiteral("frame.cap_len"), QStringLiteral("-e"), QStringLiteral("tcp.len"),
                  QStringLiteral("-e"), QStringLiteral("frame.comment")});
    QVERIFY2(tshark.waitForFinished(60'000), "tshark is one of the packages of the tests");
    QCOMPARE(tshark.exitCode(), 0);
    QByteArray said;
    for (const QByteArray& line : tshark.readAllStandardError().split('\n')) {
        if (!line.contains("This could be dangerous")) // it says so to root
            said += line;
    }
    QCOMPARE(said, QByteArray());
    QCOMPARE(tshark.readAllStandardOutput(),
             QByteArray("3.100000001\t46\t46\t6\tclient close(9) = 0 at 0.000000 s\n"
                        "3.200000000\t41\t41\t1\t\n"
                        "3.300000000\t40\t40\t0\t\n"
                        "3.400000000\t46\t0\t\tThe bytes of this packet were not kept.\n"));
}

GUILESS_TEST(TestPcapng)
#include "tst_pcapng.moc"
