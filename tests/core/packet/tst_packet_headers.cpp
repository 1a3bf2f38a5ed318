// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the headers of a segment: known bytes, checksums, options, cut and random bytes.
#include "core/packet/packet_headers.h"
#include "tests/core/packet/packet_maker.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <random>

using namespace core;
using namespace tests;

namespace {

// "Hello!" from 127.0.0.1:40000 to 10.0.0.2:8080 with the time stamps option after two paddings.
QByteArray helloHeaders(unsigned checksum)
{
    Segment s;
    s.seq = 1000;
    s.ack = 2000;
    s.flags = tcp_flag::kPsh | tcp_flag::kAck;
    s.window = 512;
    s.options = QByteArray::fromHex("0101080a0000000100000002");
    s.data = "Hello!";
    QByteArray segment = tcp(s);
    segment[16] = static_cast<char>(checksum >> 8U);
    segment[17] = static_cast<char>(checksum & 0xffU);
    return segment;
}

// Added up by hand over pseudo header and segment, RFC 9293 section 3.1.
unsigned sumOf(const QByteArray& bytes, unsigned sum = 0)
{
    for (qsizetype i = 0; i < bytes.size(); ++i)
        sum += static_cast<unsigned>(static_cast<unsigned char>(bytes[i])) << (i % 2 == 0 ? 8U : 0U);
    while (sum > 0xffffU)
        sum = (sum & 0xffffU) + (sum >> 16U);
    return sum;
}

unsigned pseudoSum(const QByteArray& segment)
{
    QByteArray pseudo("\x7f\0\0\1\x0a\0\0\2\0\6", 10);
    put16(pseudo, static_cast<unsigned>(segment.size()));
    return sumOf(pseudo);
}

} // namespace

class TestPacketHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ipv4Fields();
    void ipv6Fields();
    void checksums_data();
    void checksums();
    void optionsInTheirOrder();
    void wrongOptionsEndTheList();
    void everyCutIsSafe();
    void randomBytesAreSafe();
};

void TestPacketHeaders::ipv4Fields()
{
    const QByteArray bytes = ipv4(helloHeaders(0));
    const auto headers = readHeaders(bytesOf(bytes));
    QVERIFY(headers);
    QCOMPARE(headers->ip.version, std::uint8_t{4});
    QCOMPARE(headers->ip.length, std::size_t{20});
    QCOMPARE(headers->ip.totalLength, 58U);
    QCOMPARE(headers->ip.identification, std::uint16_t{1});
    QVERIFY(headers->ip.dontFragment);
    QVERIFY(!headers->ip.moreFragments);
    QCOMPARE(headers->ip.hopLimit, std::uint8_t{64});
    QVERIFY(!headers->ip.checksumCorrect);
    QCOMPARE(headers->tcp.length, std::size_t{32});
    QCOMPARE(headers->dataBytes.size(), std::size_t{6});

    QByteArray right = bytes;
    const unsigned checksum = ~sumOf(bytes.left(20)) & 0xffffU;
    right[10] = static_cast<char>(checksum >> 8U);
    right[11] = static_cast<char>(checksum & 0xffU);
    QVERIFY(readHeaders(bytesOf(right))->ip.checksumCorrect);
}

void TestPacketHeaders::ipv6Fields()
{
    QByteArray bytes = ipv6(helloHeaders(0));
    bytes[0] = 0x6b; // traffic class 0xb8, flow label 0x12345
    bytes[1] = static_cast<char>(0x81);
    bytes[2] = 0x23;
    bytes[3] = 0x45;
    const auto headers = readHeaders(bytesOf(bytes));
    QVERIFY(headers);
    QCOMPARE(headers->ip.version, std::uint8_t{6});
    QCOMPARE(headers->ip.length, std::size_t{40});
    QCOMPARE(headers->ip.trafficClass, std::uint8_t{0xb8});
    QCOMPARE(headers->ip.flowLabel, 0x12345U);
    QCOMPARE(headers->ip.totalLength, 78U);
    QCOMPARE(headers->tcp.length, std::size_t{32});
    // Behind an extension header of 8 bytes.
    const QByteArray longer = ipv6(QByteArray("\6\0\0\0\0\0\0\0", 8) + helloHeaders(0), 60);
    QCOMPARE(readHeaders(bytesOf(longer))->ip.length, std::size_t{48});
    QCOMPARE(readHeaders(bytesOf(longer))->tcp.length, std::size_t{32});
}

void TestPacketHeaders::checksums_data()
{
    QTest::addColumn<unsigned>("checksum");
    QTest::addColumn<int>("cut");
    QTest::addColumn<ChecksumState>("state");
    const unsigned right = ~sumOf(helloHeaders(0), pseudoSum(helloHeaders(0))) & 0xffffU;
    QTest::newRow("correct") << right << 0 << ChecksumState::Correct;
    QTest::newRow("left to the card") << pseudoSum(helloHeaders(0)) << 0 << ChecksumState::NotComputed;
    QTest::newRow("left to the card, not all captured")
        << pseudoSum(helloHeaders(0)) << 4 << ChecksumState::NotComputed;
    QTest::newRow("wrong") << (right ^ 0x0101U) << 0 << ChecksumState::Mismatch;
    QTest::newRow("zero") << 0U << 0 << ChecksumState::Mismatch;
    QTest::newRow("not all captured") << right << 4 << ChecksumState::NotChecked;
}

void TestPacketHeaders::checksums()
{
    QFETCH(unsigned, checksum);
    QFETCH(int, cut);
    QFETCH(ChecksumState, state);
    const QByteArray bytes = ipv4(helloHeaders(checksum)).chopped(cut);
    const auto headers = readHeaders(bytesOf(bytes));
    QVERIFY(headers);
    QCOMPARE(headers->tcp.checksum, static_cast<std::uint16_t>(checksum));
    QCOMPARE(headers->tcp.checksumState, state);
    if (state == ChecksumState::Mismatch)
        QCOMPARE(unsigned{headers->tcp.expectedChecksum},
                 ~sumOf(helloHeaders(0), pseudoSum(helloHeaders(0))) & 0xffffU);
}

void TestPacketHeaders::optionsInTheirOrder()
{
    const QByteArray bytes = ipv4(helloHeaders(0));
    const auto headers = readHeaders(bytesOf(bytes));
    QCOMPARE(headers->options.size(), std::size_t{3});
    QCOMPARE(headers->options[0].kind, std::uint8_t{1});
    QCOMPARE(headers->options[1].kind, std::uint8_t{1});
    QCOMPARE(headers->options[2].kind, std::uint8_t{8});
    QCOMPARE(headers->options[2].bytes.size(), std::size_t{10});
}

void TestPacketHeaders::wrongOptionsEndTheList()
{
    Segment s;
    s.options = QByteArray::fromHex("020405b4"
                                    "09ff0000"); // longer than the header
    const QByteArray bytes = ipv4(tcp(s));
    QCOMPARE(readHeaders(bytesOf(bytes))->options.size(), std::size_t{1});
    s.options = QByteArray::fromHex("0900020405b40000"); // shorter than itself
    const QByteArray others = ipv4(tcp(s));
    QVERIFY(readHeaders(bytesOf(others))->options.empty());
}

void TestPacketHeaders::everyCutIsSafe()
{
    for (const QByteArray& whole : {ipv4(helloHeaders(0)), ipv6(helloHeaders(0))}) {
        for (qsizetype size = 0; size <= whole.size(); ++size) {
            const QByteArray part(whole.constData(), size); // its own memory, so that reading past it is seen
            const auto headers = readHeaders(bytesOf(part));
            QCOMPARE(headers.has_value(), size >= whole.size() - 6);
        }
    }
}

void TestPacketHeaders::randomBytesAreSafe()
{
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = i % 2 == 0 ? ipv4(helloHeaders(0)) : ipv6(helloHeaders(0));
        for (int change = 0; change < 4; ++change)
            bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] = static_cast<char>(random());
        if (const auto headers = readHeaders(bytesOf(bytes)))
            QVERIFY(headers->ip.length + headers->tcp.length <= static_cast<std::size_t>(bytes.size()));
    }
}

GUILESS_TEST(TestPacketHeaders)
#include "tst_packet_headers.moc"
