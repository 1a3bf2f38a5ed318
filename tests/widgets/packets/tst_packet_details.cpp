// SPDX-License-Identifier: GPL-3.0-or-later
// The decoded fields of a packet and the tree that shows them.
#include "tests/support/test_class.h"
#include "tests/widgets/packets/packet_events.h"
#include "widgets/common/theme.h"
#include "widgets/log/hex_view.h"
#include "widgets/packets/packet_details.h"
#include "widgets/packets/packet_fields.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QTest>
#include <QTreeWidget>

using core::Side;
using widgets::EventFeed;
using widgets::PacketDetails;
using widgets::PacketField;
namespace tcp_flag = core::tcp_flag;

namespace {

/// "name: value" of every field, a mark before what stands out.
QStringList lines(const core::Event& event)
{
    QStringList all;
    for (const PacketField& field : widgets::packetFields(event))
        all.append((field.isTrouble ? QStringLiteral("! ") : QString()) + field.name + QStringLiteral(": ") +
                   field.value);
    return all;
}

struct PacketDetailsFixture
{
    PacketDetailsFixture()
    {
        details.resize(380, 500);
        details.show();
        feed.append(packets.handshakeAndHello());
    }
    QString notice() const
    {
        for (const QLabel* label : details.findChildren<QLabel*>()) {
            if (label->isVisible() && label->wordWrap())
                return label->text();
        }
        return {};
    }

    PacketEvents packets;
    EventFeed feed{{.events = 100, .payloadBytes = 1 << 20}};
    PacketDetails details{feed};
};

} // namespace

class TestPacketDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields_data();
    void fields();
    void treeShowsThemAndTheBytes();
    void nothingSelected();
    void packetThatIsLetGo();
    void copies();
    void followsThePalette();
};

void TestPacketDetails::fields_data()
{
    QTest::addColumn<int>("packet");
    QTest::addColumn<QString>("line");
    QTest::newRow("IP header") << 0 << QStringLiteral("IPv4 header: 20 bytes");
    QTest::newRow("source") << 0 << QStringLiteral("source: 127.0.0.1");
    QTest::newRow("fragments") << 0 << QStringLiteral("fragments: do not fragment");
    QTest::newRow("TCP header with options") << 0 << QStringLiteral("TCP header: 40 bytes");
    QTest::newRow("port") << 0 << QStringLiteral("source port: 54321");
    QTest::newRow("sequence number") << 3 << QStringLiteral("sequence number: 1 (raw 1001)");
    QTest::newRow("acknowledgement") << 3 << QStringLiteral("acknowledgement: 1 (raw 5001)");
    QTest::newRow("flags") << 1 << QStringLiteral("flags: SYN+ACK (0x012)");
    QTest::newRow("scaled window") << 3 << QStringLiteral("window: 65,536 bytes (512 × 128)");
    QTest::newRow("window of a SYN") << 0 << QStringLiteral("window: 65,495 bytes");
    QTest::newRow("MSS") << 0 << QStringLiteral("MSS: 65,495 bytes: the largest segment that the sender takes");
    QTest::newRow("scale") << 0 << QStringLiteral("window scale: 7: later windows count 128 times");
    QTest::newRow("time stamps") << 0 << QStringLiteral("timestamps: value 1, echo 0");
    QTest::newRow("padding") << 0 << QStringLiteral("NOP: padding");
    QTest::newRow("data") << 3 << QStringLiteral("Data: 6 bytes");
    QTest::newRow("no data") << 4 << QStringLiteral("Data: none");
    QTest::newRow("retransmission") << 5 << QStringLiteral("! seen before: a retransmission, or a keep-alive probe");
    QTest::newRow("zero window") << 6 << QStringLiteral("! window: 0 bytes: the sender takes no more data for now");
    QTest::newRow("reset") << 7 << QStringLiteral("! RST: the connection does not exist or is broken off at once");
    QTest::newRow("not kept") << 8 << QStringLiteral("Bytes: not kept (46 bytes)");
    QTest::newRow("not kept, but known") << 8 << QStringLiteral("sequence number: 1");
    QTest::newRow("not kept, length known") << 8 << QStringLiteral("Data: 6 bytes");
}

void TestPacketDetails::fields()
{
    QFETCH(int, packet);
    QFETCH(QString, line);
    PacketEvents packets;
    core::Batch all = packets.handshakeAndHello();
    all.events.push_back(packets.packet(Side::Client, tcp_flag::kPsh | tcp_flag::kAck, 1001, 5001, "Hello!"));
    all.events.push_back(packets.packet(Side::Server, tcp_flag::kAck, 5001, 1007, {}, 0));
    all.events.push_back(packets.packet(Side::Server, tcp_flag::kRst | tcp_flag::kAck, 5001, 1007, {}, 0));
    all.events.push_back(all.events[3]);
    all.events.back().payload = nullptr;
    const QStringList found = lines(all.events[static_cast<std::size_t>(packet)]);
    QVERIFY2(found.contains(line), qPrintable(found.join(QLatin1Char('\n'))));
}

void TestPacketDetails::treeShowsThemAndTheBytes()
{
    PacketDetailsFixture f;
    f.details.setEvent(4);
    QCOMPARE(f.details.tree()->topLevelItemCount(), 3);
    QCOMPARE(f.notice(), QString());
    const auto hex = [&f] {
        return QByteArray(reinterpret_cast<const char*>(f.details.hexView()->bytes().data()),
                          static_cast<qsizetype>(f.details.hexView()->bytes().size()));
    };
    QCOMPARE(hex(), QByteArray("Hello!")); // the data first
    f.details.tree()->setFocus();
    QTest::keyClick(f.details.tree(), Qt::Key_Home);
    QCOMPARE(f.details.tree()->currentItem()->text(0), QStringLiteral("IPv4 header"));
    QCOMPARE(hex().size(), 20);
    QTest::keyClick(f.details.tree(), Qt::Key_Down);
    QTest::keyClick(f.details.tree(), Qt::Key_Down); // a field below the TCP header
    QCOMPARE(f.details.tree()->currentItem()->parent()->text(0), QStringLiteral("TCP header"));
    QCOMPARE(hex().size(), 20);
    QCOMPARE(hex().at(0), char(0xd4)); // port 54321
    f.details.setEvent(5);
    QCOMPARE(hex().size(), 20); // no data: the TCP header
    QVERIFY(f.details.text().contains(QStringLiteral("\n  acknowledgement: 7 (raw 1007)\n")));
}

void TestPacketDetails::nothingSelected()
{
    PacketDetailsFixture f;
    QVERIFY(f.notice().startsWith(QStringLiteral("Select a packet")));
    f.feed.append(f.packets.maker().calls(1));
    f.details.setEvent(6);
    QVERIFY(f.notice().contains(QStringLiteral("no packet")));
    QCOMPARE(f.details.tree()->topLevelItemCount(), 0);
    QVERIFY(f.details.hexView()->bytes().empty());
}

void TestPacketDetails::packetThatIsLetGo()
{
    PacketDetailsFixture f;
    f.details.setEvent(4);
    const QString before = f.details.text();
    f.feed.append(f.packets.maker().calls(100));
    QVERIFY(f.details.hexView()->bytes().empty());
    QVERIFY(f.notice().contains(QStringLiteral("dropped")));
    QCOMPARE(f.details.text(), before);
    QTest::keyClick(f.details.tree(), Qt::Key_Home);
    QVERIFY(f.details.hexView()->bytes().empty());
    f.feed.clear();
    QCOMPARE(f.details.eventNumber(), quint64(0));
    QCOMPARE(f.details.text(), QString());
}

void TestPacketDetails::copies()
{
    PacketDetailsFixture f;
    f.details.setEvent(4);
    f.details.copyAll();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.startsWith(f.details.text()));
    QVERIFY(copied.contains(QStringLiteral("45 00"))); // the IP header too
    QVERIFY(copied.contains(QStringLiteral("48 65 6c 6c 6f 21")));
}

void TestPacketDetails::followsThePalette()
{
    PacketDetailsFixture f;
    f.feed.append(f.packets.one(f.packets.packet(Side::Server, tcp_flag::kAck, 5001, 1007, {}, 0)));
    f.details.setEvent(6);
    const auto ink = [&f] {
        const auto found =
            f.details.tree()->findItems(QStringLiteral("! window"), Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QColor() : found.first()->foreground(1).color();
    };
    for (const bool dark : {true, false}) {
        widgets::applyTheme(*qApp, dark);
        QTRY_COMPARE(ink(), widgets::color(widgets::Role::Error, qApp->palette()));
    }
}

GUI_TEST(TestPacketDetails)
#include "tst_packet_details.moc"
