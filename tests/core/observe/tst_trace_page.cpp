// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the trace buffer, built word by word: events, times that need more bits, padding, and pages that are wrong.
#include "core/observe/trace_page.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cstring>
#include <random>
#include <sys/socket.h>

using namespace core;

namespace {

// The file events/sock/inet_sock_set_state/format of a kernel 6.18, without the print format.
constexpr const char* kFormat = R"(name: inet_sock_set_state
ID: 2287
format:
	field:unsigned short common_type;	offset:0;	size:2;	signed:0;
	field:unsigned char common_flags;	offset:2;	size:1;	signed:0;
	field:unsigned char common_preempt_count;	offset:3;	size:1;	signed:0;
	field:int common_pid;	offset:4;	size:4;	signed:1;

	field:const void * skaddr;	offset:8;	size:8;	signed:0;
	field:int oldstate;	offset:16;	size:4;	signed:1;
	field:int newstate;	offset:20;	size:4;	signed:1;
	field:__u16 sport;	offset:24;	size:2;	signed:0;
	field:__u16 dport;	offset:26;	size:2;	signed:0;
	field:__u16 family;	offset:28;	size:2;	signed:0;
	field:__u16 protocol;	offset:30;	size:2;	signed:0;
	field:__u8 saddr[4];	offset:32;	size:4;	signed:0;
	field:__u8 daddr[4];	offset:36;	size:4;	signed:0;
	field:__u8 saddr_v6[16];	offset:40;	size:16;	signed:0;
	field:__u8 daddr_v6[16];	offset:56;	size:16;	signed:0;
)";

StateFormat format()
{
    return StateFormat::parse(kFormat).value();
}

void put(QByteArray& out, const auto& value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// An event of the tracepoint, 72 bytes.
QByteArray stateEvent(int oldState, int newState, std::uint16_t protocol = 6, int id = format().id)
{
    QByteArray bytes(72, '\0');
    const auto set = [&](std::size_t at, const auto& value) { std::memcpy(bytes.data() + at, &value, sizeof value); };
    set(0, static_cast<std::uint16_t>(id));
    set(8, std::uint64_t{0xffff888012345678});
    set(16, oldState);
    set(20, newState);
    set(24, std::uint16_t{8080});
    set(26, std::uint16_t{40000});
    set(28, static_cast<std::uint16_t>(AF_INET));
    set(30, protocol);
    set(32, std::uint32_t{0x0100007f});
    set(36, std::uint32_t{0x0200007f});
    return bytes;
}

QByteArray head(unsigned type, unsigned delta)
{
    QByteArray out;
    put(out, static_cast<std::uint32_t>(type | delta << 5U));
    return out;
}

QByteArray small(unsigned delta, const QByteArray& data)
{
    return head(static_cast<unsigned>(data.size()) / 4, delta) + data;
}

QByteArray word(std::uint32_t value)
{
    QByteArray out;
    put(out, value);
    return out;
}

QByteArray page(std::uint64_t start, const QByteArray& events, std::uint64_t marks = 0)
{
    QByteArray out;
    put(out, start);
    put(out, static_cast<std::uint64_t>(events.size()) | marks);
    return (out + events).leftJustified(4096, '\0');
}

std::vector<TracedState> read(const QByteArray& bytes, bool good = true)
{
    std::vector<TracedState> found;
    const auto span = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (readTracePage(span, format(), [&](const TracedState& state) { found.push_back(state); }) != good)
        return {};
    return found;
}

} // namespace

class TestTracePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatOfTheKernel();
    void otherFormats_data();
    void otherFormats();
    void events();
    void times();
    void lostMark();
    void wrongPages_data();
    void wrongPages();
    void randomPages();
};

void TestTracePage::formatOfTheKernel()
{
    const StateFormat f = format();
    QVERIFY(f.id > 0);
    QCOMPARE(f.socket, std::size_t{8});
    QCOMPARE(f.localPort, std::size_t{24});
    QCOMPARE(f.peer6, std::size_t{56});
}

void TestTracePage::otherFormats_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = kFormat;
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no number") << QByteArray(good).replace("ID: ", "XX: ");
    QTest::newRow("a field is missing") << QByteArray(good).replace(" dport;", " other;");
    QTest::newRow("a field is larger") << QByteArray(good).replace("sport;\toffset:24;\tsize:2",
                                                                   "sport;\toffset:24;\tsize:4");
    QTest::newRow("an offset is huge") << QByteArray(good).replace("sport;\toffset:24;", "sport;\toffset:99999;");
    QTest::newRow("the last is not last") << QByteArray(good).replace("sport;\toffset:24;", "sport;\toffset:200;");
}

void TestTracePage::otherFormats()
{
    QFETCH(QByteArray, text);
    QVERIFY(StateFormat::parse(kFormat).has_value());
    QVERIFY(!StateFormat::parse(text.toStdString()).has_value());
}

void TestTracePage::events()
{
    const QByteArray large = head(0, 5) + word(4 + 72) + stateEvent(8, 9);
    const auto found = read(page(1000, small(0, stateEvent(7, 10)) + small(1, stateEvent(1, 4, 132)) + // SCTP
                                           small(1, stateEvent(1, 4, 6, 1)) + // another tracepoint
                                           small(3, stateEvent(10, 3)) + large));
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[0].ns, std::int64_t{1000});
    QCOMPARE(found[0].socketAddress, std::uint64_t{0xffff888012345678});
    QCOMPARE(found[0].state.from, std::uint8_t{7});
    QCOMPARE(found[0].state.to, std::uint8_t{10});
    QCOMPARE(found[0].state.localPort, std::uint16_t{8080});
    QCOMPARE(found[0].state.peerPort, std::uint16_t{40000});
    QCOMPARE(found[0].state.local[0], std::uint8_t{127});
    QCOMPARE(found[0].state.peer[3], std::uint8_t{2});
    QCOMPARE(found[1].ns, std::int64_t{1005});
    QCOMPARE(found[2].ns, std::int64_t{1010});
    QCOMPARE(found[2].state.from, std::uint8_t{8});
}

void TestTracePage::times()
{
    const QByteArray extend = head(30, 7) + word(3);
    const QByteArray absolute = head(31, 9) + word(40);
    const QByteArray skipped = head(29, 2) + word(8) + word(0);
    const auto found = read(page(1000, extend + small(1, stateEvent(1, 8)) + skipped + small(1, stateEvent(8, 9)) +
                                           absolute + small(2, stateEvent(9, 7)) + head(29, 0)));
    QCOMPARE(found.size(), std::size_t{3});
    const std::int64_t extended = 1000 + (std::int64_t{3} << 27) + 7 + 1;
    QCOMPARE(found[0].ns, extended);
    QCOMPARE(found[1].ns, extended + 3);
    QCOMPARE(found[2].ns, (std::int64_t{40} << 27) + 9 + 2);
}

void TestTracePage::lostMark()
{
    QCOMPARE(read(page(1000, small(0, stateEvent(7, 10)), std::uint64_t{3} << 30U)).size(), std::size_t{1});
}

void TestTracePage::wrongPages_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no header") << QByteArray(15, '\0');
    QTest::newRow("longer than the page") << page(1, QByteArray(5000, '\1')).left(4096);
    QTest::newRow("event past the end") << page(1, head(28, 0) + word(1));
    QTest::newRow("long event past the end") << page(1, head(0, 1) + word(400));
    QTest::newRow("long event shorter than its length") << page(1, head(0, 1) + word(3));
    QTest::newRow("event of no length") << page(1, head(0, 1) + word(0));
    QTest::newRow("padding of no length") << page(1, head(29, 1) + word(0) + word(0));
}

void TestTracePage::wrongPages()
{
    QFETCH(QByteArray, bytes);
    const auto span = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    QVERIFY(!readTracePage(span, format(), [](const TracedState&) { QFAIL("There is no event."); }));
}

void TestTracePage::randomPages()
{
    std::mt19937 random(3);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = page(1, small(0, stateEvent(7, 10)) + small(3, stateEvent(10, 3)) + head(30, 7) + word(3));
        bytes.truncate(static_cast<qsizetype>(16 + random() % 200));
        for (unsigned change = random() % 8; change > 0; --change)
            bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] = static_cast<char>(random());
        const auto span = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        std::size_t count = 0;
        static_cast<void>(readTracePage(span, format(), [&](const TracedState&) { ++count; }));
        QVERIFY(count <= 200 / 4);
    }
}

GUILESS_TEST(TestTracePage)
#include "tst_trace_page.moc"
