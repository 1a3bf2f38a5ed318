// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the table of packets.
#include "tests/support/test_class.h"
#include "tests/widgets/packets/packet_events.h"
#include "widgets/packets/packet_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <numeric>

using core::Side;
using widgets::EventFeed;
using widgets::PacketModel;
namespace tcp_flag = core::tcp_flag;

namespace {

constexpr core::Recording::Limits kSmall{.events = 100, .payloadBytes = 1 << 20};

QString shown(const PacketModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestPacketModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columns();
    void marks_data();
    void marks();
    void onlyPackets();
    void bytesThatWereNotKept();
    void filters_data();
    void filters();
    void oldestAreLetGo();
    void payloadCountsInTheLimit();
    void headersAreNamed();
};

void TestPacketModel::columns()
{
    PacketEvents packets;
    EventFeed feed(kSmall);
    PacketModel model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    feed.append(packets.handshakeAndHello());
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.total(), quint64(5));

    const QStringList syn{QStringLiteral("1"),
                          QStringLiteral("0.000000"),
                          QString(),
                          QStringLiteral("client"),
                          QStringLiteral("127.0.0.1:54321 → :8080"),
                          QStringLiteral("SYN"),
                          QStringLiteral("0"),
                          QString(),
                          QStringLiteral("65495"),
                          QStringLiteral("0"),
                          QStringLiteral("MSS 65495 WS 128 SACK_PERM")};
    const QStringList answer{QStringLiteral("2"),
                             QStringLiteral("0.001000"),
                             QStringLiteral("1.00 ms"),
                             QStringLiteral("server"),
                             QStringLiteral("127.0.0.1:8080 → :54321"),
                             QStringLiteral("SYN+ACK"),
                             QStringLiteral("0"),
                             QStringLiteral("1"),
                             QStringLiteral("65483"),
                             QStringLiteral("0"),
                             QStringLiteral("MSS 65495 WS 128 SACK_PERM")};
    const QStringList data{QStringLiteral("4"),
                           QStringLiteral("0.003000"),
                           QStringLiteral("1.00 ms"),
                           QStringLiteral("client"),
                           QStringLiteral("127.0.0.1:54321 → :8080"),
                           QStringLiteral("PSH+ACK"),
                           QStringLiteral("1"),
                           QStringLiteral("1"),
                           QStringLiteral("65536"),
                           QStringLiteral("6"),
                           QStringLiteral("\"Hello!\"")};
    QList<int> all(PacketModel::ColumnCount);
    std::iota(all.begin(), all.end(), 0);
    QCOMPARE(model.rowText(0, all), syn.join(QLatin1Char('\t')));
    QCOMPARE(model.rowText(1, all), answer.join(QLatin1Char('\t')));
    QCOMPARE(model.rowText(3, all), data.join(QLatin1Char('\t')));
    QVERIFY(model.index(3, PacketModel::Connection).data(Qt::ToolTipRole).toString().contains(QLatin1Char('2')));
}

void TestPacketModel::marks_data()
{
    QTest::addColumn<unsigned>("flags");
    QTest::addColumn<unsigned>("seq");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<unsigned>("window");
    QTest::addColumn<QString>("info");
    QTest::addColumn<bool>("marked");
    const unsigned ack = tcp_flag::kAck;
    QTest::newRow("new data") << ack << 1007U << QByteArray("x") << 10U << QStringLiteral("\"x\"") << false;
    QTest::newRow("the same again") << ack << 1001U << QByteArray("Hello!") << 10U
                                    << QStringLiteral("retransmission · \"Hello!\"") << true;
    QTest::newRow("zero window") << ack << 1007U << QByteArray() << 0U << QStringLiteral("zero window") << true;
    QTest::newRow("reset") << (ack | tcp_flag::kRst) << 1007U << QByteArray() << 0U << QStringLiteral("reset") << true;
    QTest::newRow("escaped") << ack << 1007U << QByteArray("\x1b\n\xe2\x80\xae") << 10U
                             << QStringLiteral("\"\\x1b\\n\\xe2\\x80\\xae\"") << false;
}

void TestPacketModel::marks()
{
    QFETCH(unsigned, flags);
    QFETCH(unsigned, seq);
    QFETCH(QByteArray, data);
    QFETCH(unsigned, window);
    QFETCH(QString, info);
    QFETCH(bool, marked);
    PacketEvents packets;
    EventFeed feed(kSmall);
    PacketModel model(feed);
    feed.append(packets.handshakeAndHello());
    feed.append(packets.one(packets.packet(Side::Client, flags, seq, 5001, data, window)));
    QCOMPARE(shown(model, 5, PacketModel::Info), info);
    QCOMPARE(shown(model, 5, PacketModel::Number), marked ? QStringLiteral("! 6") : QStringLiteral("6"));
    QCOMPARE(model.index(5, 0).data(PacketModel::TroubleRole).toBool(), marked);
    QCOMPARE(model.index(5, 0).data(Qt::AccessibleTextRole).toString(),
             marked ? QStringLiteral("6, stands out") : QStringLiteral("6"));
}

void TestPacketModel::onlyPackets()
{
    PacketEvents packets;
    EventFeed feed(kSmall);
    feed.append(packets.handshakeAndHello()); // before the model
    PacketModel model(feed);
    feed.append(packets.maker().calls(3));
    feed.append(packets.one(packets.packet(Side::Server, tcp_flag::kAck, 5001, 1007)));
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.numberAt(5), quint64(9));
    QCOMPARE(model.total(), quint64(6));
    QCOMPARE(model.rowOf(7), -1);
    feed.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.total(), quint64(0));
}

void TestPacketModel::bytesThatWereNotKept()
{
    PacketEvents packets;
    EventFeed feed(kSmall);
    PacketModel model(feed);
    feed.append(packets.handshakeAndHello());
    core::Event event = packets.packet(Side::Client, tcp_flag::kAck, 1007, 5001, "xyz");
    event.payload = nullptr;
    feed.append(packets.one(event));
    QCOMPARE(shown(model, 5, PacketModel::Info), QStringLiteral("bytes not kept"));
    QCOMPARE(shown(model, 5, PacketModel::Connection), QStringLiteral("54321 → 8080")); // known from the others
    QCOMPARE(shown(model, 5, PacketModel::Length), QStringLiteral("3"));
    QCOMPARE(shown(model, 5, PacketModel::Seq), QStringLiteral("7"));
}

void TestPacketModel::filters_data()
{
    QTest::addColumn<unsigned>("connection");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<quint64>>("numbers");
    QTest::newRow("all") << 0U << QString() << QList<quint64>{1, 2, 3, 4, 5, 6};
    QTest::newRow("one connection") << 9U << QString() << QList<quint64>{6};
    QTest::newRow("flags") << 0U << QStringLiteral("syn+ack") << QList<quint64>{2};
    QTest::newRow("data") << 0U << QStringLiteral("hello") << QList<quint64>{4};
    QTest::newRow("sender and connection") << 2U << QStringLiteral("server") << QList<quint64>{2, 5};
    QTest::newRow("address") << 0U << QStringLiteral("127.0.0.1:54321") << QList<quint64>{1, 3, 4, 6};
    QTest::newRow("the word of a mark") << 0U << QStringLiteral("zero window") << QList<quint64>{6};
    QTest::newRow("option") << 0U << QStringLiteral("MSS 65495") << QList<quint64>{1, 2};
    QTest::newRow("nothing") << 0U << QStringLiteral("nowhere") << QList<quint64>{};
}

void TestPacketModel::filters()
{
    QFETCH(unsigned, connection);
    QFETCH(QString, text);
    QFETCH(QList<quint64>, numbers);
    PacketEvents packets;
    EventFeed feed(kSmall);
    PacketModel model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    feed.append(packets.handshakeAndHello());
    feed.append(packets.one(packets.packet(Side::Client, tcp_flag::kAck, 1007, 5001, {}, 0, {}, 9)));
    model.setPacketFilter(connection, text);
    QTRY_VERIFY(model.isComplete());
    QList<quint64> found;
    for (int row = 0; row < model.rowCount(); ++row)
        found.append(model.numberAt(row));
    QCOMPARE(found, numbers);
    QCOMPARE(model.total(), quint64(6));
}

void TestPacketModel::oldestAreLetGo()
{
    PacketEvents packets;
    EventFeed feed(kSmall);
    PacketModel model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    feed.append(packets.handshakeAndHello());
    feed.append(packets.maker().calls(94));
    feed.append(packets.one(packets.packet(Side::Server, tcp_flag::kAck, 5001, 1007)));
    QCOMPARE(model.rowCount(), 6);
    feed.append(packets.maker().calls(1)); // the oldest ten go
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.total(), quint64(1));
    QCOMPARE(model.numberAt(0), quint64(100));
    QCOMPARE(shown(model, 0, PacketModel::Delta), QString());
}

void TestPacketModel::payloadCountsInTheLimit()
{
    PacketEvents packets;
    EventFeed feed({.events = 1000, .payloadBytes = 10'000});
    PacketModel model(feed);
    for (int i = 0; i < 20; ++i) {
        feed.append(packets.one(packets.packet(Side::Client, tcp_flag::kAck, 1000U + 1000U * static_cast<unsigned>(i),
                                               5001, QByteArray(1000, 'x'))));
        QVERIFY(feed.recording().payloadBytes() <= 10'000);
    }
    QCOMPARE(model.total(), quint64(feed.recording().size()));
    QVERIFY(model.total() < 10);
    QCOMPARE(feed.recording().payloadBytes(), model.total() * 1040); // with the headers
}

void TestPacketModel::headersAreNamed()
{
    EventFeed feed(kSmall);
    const PacketModel model(feed);
    for (int column = 0; column < PacketModel::ColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString().isEmpty());
    }
    QVERIFY(!model.headerData(PacketModel::ColumnCount, Qt::Horizontal).isValid());
}

GUILESS_TEST(TestPacketModel)
#include "tst_packet_model.moc"
