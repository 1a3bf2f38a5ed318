// SPDX-License-Identifier: GPL-3.0-or-later
// Captured bytes to segments: links, IPv4, IPv6, options, and bytes that are cut, random or wrong.
#include "core/packet/tcp_packet.h"
#include "tests/core/packet/packet_maker.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <random>

using namespace core;
using namespace tests;

namespace {

Segment hello()
{
    Segment s;
    s.seq = 1000;
    s.ack = 2000;
    s.flags = tcp_flag::kPsh | tcp_flag::kAck;
    s.window = 512;
    s.data = "Hello!";
    return s;
}

QByteArray withLength(QByteArray packet, qsizetype at, unsigned value)
{
    packet[at] = static_cast<char>(value >> 8U);
    packet[at + 1] = static_cast<char>(value & 0xffU);
    return packet;
}

const QByteArray kSynOptions = QByteArray::fromHex("020405b4"
                                                   "0402"
                                                   "080a0000000100000002"
                                                   "01"
                                                   "030307");

} // namespace

class TestTcpPacket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void links_data();
    void links();
    void errors_data();
    void errors();
    void options();
    void wrongOptionsArePassedOver_data();
    void wrongOptionsArePassedOver();
    void paddingIsNoData();
    void longerThanTheIpHeaderCanSay();
    void partlyCaptured();
    void flagsText_data();
    void flagsText();
    void everyCutIsSafe_data();
    void everyCutIsSafe();
    void randomBytesAreSafe();
};

void TestTcpPacket::links_data()
{
    QTest::addColumn<quint32>("link");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("destination");
    const QString s4 = QStringLiteral("127.0.0.1:40000");
    const QString d4 = QStringLiteral("10.0.0.2:8080");
    const QString s6 = QStringLiteral("[::1]:40000");
    const QString d6 = QStringLiteral("[fe80::2]:8080");
    const QByteArray v4 = ipv4(tcp(hello()));
    const QByteArray v6 = ipv6(tcp(hello()));
    QTest::newRow("ethernet, IPv4") << 1U << ethernet(v4, 0x0800) << s4 << d4;
    QTest::newRow("ethernet, IPv6") << 1U << ethernet(v6, 0x86dd) << s6 << d6;
    QTest::newRow("VLAN") << 1U << ethernet(QByteArray::fromHex("00050800") + v4, 0x8100) << s4 << d4;
    QTest::newRow("two VLANs") << 1U << ethernet(QByteArray::fromHex("0005810000060800") + v4, 0x88a8) << s4 << d4;
    QTest::newRow("raw IPv4") << 101U << v4 << s4 << d4;
    QTest::newRow("raw IPv6") << 101U << v6 << s6 << d6;
    QTest::newRow("SLL") << 113U << QByteArray(14, '\0') + QByteArray::fromHex("0800") + v4 << s4 << d4;
    QTest::newRow("SLL2") << 276U << QByteArray::fromHex("86dd") + QByteArray(18, '\0') + v6 << s6 << d6;
    QTest::newRow("IPv6 with hop-by-hop and destination options") << 101U
                                                                  << ipv6(QByteArray::fromHex("3c00000000000000"
                                                                                              "0600000000000000") +
                                                                              tcp(hello()),
                                                                          0)
                                                                  << s6 << d6;
    QTest::newRow("IPv6 first fragment") << 101U << ipv6(QByteArray::fromHex("0600000100000001") + tcp(hello()), 44)
                                         << s6 << d6;
    QTest::newRow("IPv6 authenticated") << 101U
                                        << ipv6(QByteArray::fromHex("0601000000000000"
                                                                    "00000000") +
                                                    tcp(hello()),
                                                51)
                                        << s6 << d6;
}

void TestTcpPacket::links()
{
    QFETCH(quint32, link);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, source);
    QFETCH(QString, destination);
    const auto packet = decodeTcp(bytesOf(bytes), static_cast<LinkType>(link), static_cast<std::size_t>(bytes.size()));
    QVERIFY(packet.has_value());
    QCOMPARE(QString::fromStdString(packet->source.text()), source);
    QCOMPARE(QString::fromStdString(packet->destination.text()), destination);
    QCOMPARE(packet->seq, 1000U);
    QCOMPARE(packet->ack, 2000U);
    QCOMPARE(packet->flags, std::uint16_t{0x18});
    QCOMPARE(packet->window, std::uint16_t{512});
    QCOMPARE(packet->payloadLength, 6U);
    QCOMPARE(packet->payload.size(), std::size_t{6});
    QCOMPARE(static_cast<char>(packet->payload.front()), 'H');
    QVERIFY(packet->network.size() >= 46);
    QCOMPARE(packet->network.data() + packet->network.size(), packet->payload.data() + packet->payload.size());
}

void TestTcpPacket::errors_data()
{
    QTest::addColumn<quint32>("link");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("error");
    const auto row = [](const char* name, quint32 link, const QByteArray& bytes, PacketError error) {
        QTest::newRow(name) << link << bytes << static_cast<int>(error);
    };
    const QByteArray v4 = ipv4(tcp(hello()));
    row("nothing", 1, {}, PacketError::CutShort);
    row("unknown link", 77, v4, PacketError::UnknownLink);
    row("ARP", 1, ethernet(QByteArray(28, '\0'), 0x0806), PacketError::NotIp);
    row("IP version 5", 101, QByteArray("\x55").append(v4.mid(1)), PacketError::NotIp);
    row("UDP", 101, ipv4(QByteArray(20, '\0'), 17), PacketError::NotTcp);
    row("UDP in IPv6", 101, ipv6(QByteArray(20, '\0'), 17), PacketError::NotTcp);
    row("later fragment", 101, ipv4(tcp(hello()), 6, 0x0010), PacketError::Fragment);
    row("later fragment in IPv6", 101, ipv6(QByteArray::fromHex("0600001000000001") + tcp(hello()), 44),
        PacketError::Fragment);
    row("IPv4 header too short", 101, QByteArray("\x44").append(v4.mid(1)), PacketError::Malformed);
    row("IPv4 shorter than its header", 101, withLength(v4, 2, 19), PacketError::Malformed);
    row("no room for TCP", 101, withLength(v4, 2, 30), PacketError::Malformed);
    row("TCP header too short", 101, withLength(v4, 32, 0x4010), PacketError::Malformed);
    row("TCP header past the datagram", 101, withLength(v4, 32, 0xf010), PacketError::Malformed);
    row("endless IPv6 options", 101, ipv6(QByteArray::fromHex("00ff000000000000"), 0), PacketError::CutShort);
}

void TestTcpPacket::errors()
{
    QFETCH(quint32, link);
    QFETCH(QByteArray, bytes);
    QFETCH(int, error);
    const auto packet = decodeTcp(bytesOf(bytes), static_cast<LinkType>(link), static_cast<std::size_t>(bytes.size()));
    QVERIFY(!packet.has_value());
    QCOMPARE(static_cast<int>(packet.error()), error);
}

void TestTcpPacket::options()
{
    Segment s;
    s.flags = tcp_flag::kSyn;
    s.options = kSynOptions;
    const QByteArray bytes = ipv4(tcp(s));
    const auto packet = decodeTcp(bytesOf(bytes), LinkType::Raw, static_cast<std::size_t>(bytes.size()));
    QVERIFY(packet.has_value());
    QCOMPARE(packet->options.mss, std::optional<std::uint16_t>(1460));
    QCOMPARE(packet->options.windowScale, std::optional<std::uint8_t>(7));
    QVERIFY(packet->options.sackPermitted);
    QVERIFY(packet->options.timestamps.has_value());
    QCOMPARE(packet->options.timestamps->value, 1U);
    QCOMPARE(packet->options.timestamps->echo, 2U);
    QCOMPARE(packet->payloadLength, 0U);
    QCOMPARE(packet->sequenceLength(), 1U);

    s.flags = tcp_flag::kAck;
    s.options = QByteArray::fromHex("0101"
                                    "0512"
                                    "0000000100000005"
                                    "0000000700000009");
    const QByteArray second = ipv4(tcp(s));
    const auto sack = decodeTcp(bytesOf(second), LinkType::Raw, static_cast<std::size_t>(second.size()));
    QVERIFY(sack.has_value());
    QCOMPARE(sack->options.sackCount, std::uint8_t{2});
    QCOMPARE(sack->options.sack[1].begin, 7U);
    QCOMPARE(sack->options.sack[1].end, 9U);
}

void TestTcpPacket::wrongOptionsArePassedOver_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("length 0") << QByteArray::fromHex("02000000");
    QTest::newRow("length 1") << QByteArray::fromHex("03010000");
    QTest::newRow("past the header") << QByteArray::fromHex("080a0000");
    QTest::newRow("after the end") << QByteArray::fromHex("00030303");
    QTest::newRow("wrong length for its kind") << QByteArray::fromHex("0303ff00").replace(1, 1, "\4");
}

void TestTcpPacket::wrongOptionsArePassedOver()
{
    QFETCH(QByteArray, options);
    Segment s = hello();
    s.options = options;
    const QByteArray bytes = ipv4(tcp(s));
    const auto packet = decodeTcp(bytesOf(bytes), LinkType::Raw, static_cast<std::size_t>(bytes.size()));
    QVERIFY(packet.has_value());
    QVERIFY(!packet->options.mss && !packet->options.windowScale && !packet->options.timestamps);
    QCOMPARE(packet->payloadLength, 6U);
}

void TestTcpPacket::paddingIsNoData()
{
    Segment s;
    s.flags = tcp_flag::kAck;
    const QByteArray bytes = ethernet(ipv4(tcp(s)), 0x0800) + QByteArray(6, '\0'); // Ethernet has at least 60 bytes
    const auto packet = decodeTcp(bytesOf(bytes), LinkType::Ethernet, static_cast<std::size_t>(bytes.size()));
    QVERIFY(packet.has_value());
    QCOMPARE(packet->payloadLength, 0U);
    QVERIFY(packet->payload.empty());
    QCOMPARE(packet->network.size(), std::size_t{40});
}

void TestTcpPacket::longerThanTheIpHeaderCanSay()
{
    for (const bool six : {false, true}) {
        const QByteArray ip = six ? withLength(ipv6(tcp(hello())), 4, 0) : withLength(ipv4(tcp(hello())), 2, 0);
        const auto packet = decodeTcp(bytesOf(ip), LinkType::Raw, 100'000);
        QVERIFY(packet.has_value());
        QCOMPARE(packet->payloadLength, six ? 100'000U - 60 : 100'000U - 40);
        QCOMPARE(packet->payload.size(), std::size_t{6});
    }
}

void TestTcpPacket::partlyCaptured()
{
    const QByteArray whole = ethernet(ipv4(tcp(hello())), 0x0800);
    const auto packet =
        decodeTcp(bytesOf(whole).first(14 + 40 + 2), LinkType::Ethernet, static_cast<std::size_t>(whole.size()));
    QVERIFY(packet.has_value());
    QCOMPARE(packet->payloadLength, 6U);
    QCOMPARE(packet->payload.size(), std::size_t{2});
}

void TestTcpPacket::flagsText_data()
{
    QTest::addColumn<int>("flags");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << QStringLiteral("none");
    QTest::newRow("SYN") << 2 << QStringLiteral("SYN");
    QTest::newRow("SYN+ACK") << 0x12 << QStringLiteral("SYN+ACK");
    QTest::newRow("FIN") << 0x11 << QStringLiteral("FIN+ACK");
    QTest::newRow("data") << 0x18 << QStringLiteral("PSH+ACK");
    QTest::newRow("RST") << 4 << QStringLiteral("RST");
    QTest::newRow("all") << 0x1ff << QStringLiteral("SYN+FIN+RST+PSH+URG+ECE+CWR+AE+ACK");
}

void TestTcpPacket::flagsText()
{
    QFETCH(int, flags);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(tcpFlagsText(static_cast<std::uint16_t>(flags))), text);
}

void TestTcpPacket::everyCutIsSafe_data()
{
    links_data();
}

void TestTcpPacket::everyCutIsSafe()
{
    QFETCH(quint32, link);
    QFETCH(QByteArray, bytes);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const QByteArray cut(bytes.constData(), size); // a copy of its own, so that reading past it is seen
        const auto packet =
            decodeTcp(bytesOf(cut), static_cast<LinkType>(link), static_cast<std::size_t>(bytes.size()));
        if (size < bytes.size() - 6) {
            QVERIFY(!packet.has_value());
            QCOMPARE(static_cast<int>(packet.error()), static_cast<int>(PacketError::CutShort));
        } else {
            QVERIFY(packet.has_value());
            QCOMPARE(packet->payloadLength, 6U);
        }
    }
}

void TestTcpPacket::randomBytesAreSafe()
{
    std::mt19937 random(20260101);
    const std::vector<QByteArray> seeds{ethernet(ipv4(tcp(hello())), 0x0800), ipv4(tcp(hello())), ipv6(tcp(hello())),
                                        QByteArray(80, '\xff')};
    constexpr LinkType kLinks[] = {LinkType::Ethernet, LinkType::Raw, LinkType::LinuxSll, LinkType::LinuxSll2};
    for (int i = 0; i < 200'000; ++i) {
        QByteArray bytes = seeds[random() % seeds.size()];
        bytes.truncate(static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size() + 1)));
        for (unsigned change = random() % 8; change > 0 && !bytes.isEmpty(); --change)
            bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] = static_cast<char>(random());
        const auto packet = decodeTcp(bytesOf(bytes), kLinks[random() % 4], random() % 100);
        if (!packet)
            continue;
        QVERIFY(packet->payload.size() <= packet->payloadLength);
        QVERIFY(packet->options.sackCount <= packet->options.sack.size());
        QVERIFY(packet->options.windowScale.value_or(0) <= 14);
        QVERIFY(packet->network.size() <= static_cast<std::size_t>(bytes.size()));
    }
}

GUILESS_TEST(TestTcpPacket)
#include "tst_tcp_packet.moc"
