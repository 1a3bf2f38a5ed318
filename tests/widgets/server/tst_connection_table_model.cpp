// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the connection table and the signals with which they change.
#include "server_events.h"
#include "tests/support/test_class.h"
#include "widgets/feed/event_feed.h"
#include "widgets/server/connection_table_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QtTest>
#include <unistd.h>

using namespace widgets;
using Model = ConnectionTableModel;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

QString text(const Model& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestConnectionTableModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rows();
    void unixConnections();
    void newestFirst();
    void startsWithWhatWasRecorded();
    void clientEndsAreNotRows();
    void oneSignalABatch();
    void closedStayAndAreForgotten();
    void forgottenInTheMiddle();
    void clearedKeepsOpen();
    void age_data();
    void age();
    void refreshAges();
    void toolTipTellsAll();
    void accessibleTextOfClosed();
    void closedIsNoPresentState_data();
    void closedIsNoPresentState();
    void byteCounts_data();
    void byteCounts();
    void byteCountsOfTwoUnits();
    void manyConnections();
};

void TestConnectionTableModel::rows()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.columnCount(), 4);
    QCOMPARE(model.rowCount(), 0);
    ServerEvents events;
    model.setClock([&events] { return events.nowNs; });
    events.accept(1, 8, "127.0.0.1", 54321);
    events.state(1, core::TcpState::Established);
    events.received(1, 6);
    events.sent(1, 7);
    feed.append(events.take());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model, 0, Model::PeerColumn), QStringLiteral("127.0.0.1:54321"));
    QCOMPARE(text(model, 0, Model::StateColumn), QStringLiteral("ESTABLISHED"));
    QCOMPARE(text(model, 0, Model::BytesColumn), QStringLiteral("6 / 7 B"));
    QCOMPARE(text(model, 0, Model::AgeColumn), QStringLiteral("0 s"));
    QCOMPARE(model.index(0, 0).data(Model::OpenRole).toBool(), true);
    QCOMPARE(model.index(0, 0).data(Model::InferredRole).toBool(), false);
    QCOMPARE(model.index(0, 0).data(Model::ConnectionRole).value<core::ConnectionId>(), 1U);

    events.state(1, core::TcpState::CloseWait, core::Source::Inferred);
    feed.append(events.take());
    QCOMPARE(text(model, 0, Model::StateColumn), QStringLiteral("CLOSE_WAIT"));
    QCOMPARE(model.index(0, 0).data(Model::InferredRole).toBool(), true);
    for (int column = 0; column < model.columnCount(); ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void TestConnectionTableModel::unixConnections()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    events.acceptUnix(1, 8, 4711, 1000);
    events.acceptUnix(2, 9, ::getpid(), ::getuid());
    feed.append(events.take());
    QCOMPARE(text(model, 1, Model::PeerColumn), QStringLiteral("pid 4711, uid 1000"));
    QCOMPARE(text(model, 0, Model::PeerColumn), QStringLiteral("this program"));
    QCOMPARE(text(model, 1, Model::StateColumn), QStringLiteral("open"));
    events.close(1);
    feed.append(events.take());
    QCOMPARE(text(model, 1, Model::StateColumn), QStringLiteral("closed"));
    QVERIFY(!model.index(1, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("last state")));
}

void TestConnectionTableModel::newestFirst()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ServerEvents events;
    for (core::ConnectionId id = 1; id <= 5; ++id)
        events.accept(id, 8, "127.0.0.1", static_cast<std::uint16_t>(1000 + id));
    feed.append(events.take());
    events.accept(6, 8, "127.0.0.1", 1006);
    feed.append(events.take());
    for (int row = 0; row < 6; ++row) {
        QCOMPARE(text(model, row, Model::PeerColumn), QStringLiteral("127.0.0.1:%1").arg(1006 - row));
        QCOMPARE(model.rowOf(static_cast<core::ConnectionId>(6 - row)), row);
    }
    QCOMPARE(model.rowOf(7), -1);
    QVERIFY(!model.endAt(-1));
    QVERIFY(!model.endAt(6));
}

void TestConnectionTableModel::startsWithWhatWasRecorded()
{
    EventFeed feed{core::Recording::Limits{}};
    ServerEvents events;
    events.accept(1, 8);
    feed.append(events.take());
    Model model(feed);
    QCOMPARE(model.rowCount(), 1);
}

void TestConnectionTableModel::clientEndsAreNotRows()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    events.call(1, core::Call::Socket, -1, 9).side = core::Side::Client;
    events.call(0, core::Call::Listen, 7, 0);
    feed.append(events.take());
    QCOMPARE(model.rowCount(), 0);
}

void TestConnectionTableModel::oneSignalABatch()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    ServerEvents events;
    for (core::ConnectionId id = 1; id <= 100; ++id)
        events.accept(id, 8);
    feed.append(events.take());
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(changed.count(), 0);
    for (int i = 0; i < 1000; ++i) {
        events.received(20, 1);
        events.received(30, 1);
    }
    feed.append(events.take());
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(70, 0)); // connection 30
    QCOMPARE(changed[0][1].toModelIndex(), model.index(80, 3)); // connection 20
    QCOMPARE(text(model, 80, Model::BytesColumn), QStringLiteral("1000 / 0 B"));
}

void TestConnectionTableModel::closedStayAndAreForgotten()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ServerEvents events;
    events.openAndClose(1);
    feed.append(events.take());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(Model::OpenRole).toBool(), false);
    QCOMPARE(model.openCount(), std::size_t{0});
    for (core::ConnectionId id = 2; id <= 3000; ++id) {
        events.openAndClose(id);
        if (id % 70 == 0)
            feed.append(events.take());
    }
    feed.append(events.take());
    QVERIFY(model.rowCount() <= int(core::ConnectionTable::kKeepClosed));
    QVERIFY(model.rowCount() >= int(core::ConnectionTable::kKeepClosed * 9 / 10));
    QCOMPARE(model.rowOf(3000), 0);
    QCOMPARE(model.rowOf(1), -1);
}

void TestConnectionTableModel::forgottenInTheMiddle()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ServerEvents events;
    for (core::ConnectionId id = 1; id <= 40; ++id) {
        if (id % 3 == 0)
            events.accept(id, 8); // stays open between those that go
        else
            events.openAndClose(id);
    }
    feed.append(events.take());
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    feed.clear();
    QCOMPARE(model.rowCount(), 13);
    QCOMPARE(removed.count(), 14); // one for each run of neighbours
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.endAt(row)->connection, static_cast<core::ConnectionId>(39 - 3 * row));
}

void TestConnectionTableModel::clearedKeepsOpen()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ServerEvents events;
    events.openAndClose(1);
    events.accept(2, 9, "127.0.0.1", 77);
    feed.append(events.take());
    feed.clear();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model, 0, Model::PeerColumn), QStringLiteral("127.0.0.1:77")); // although its event is gone
    events.received(2, 5);
    feed.append(events.take());
    QCOMPARE(text(model, 0, Model::BytesColumn), QStringLiteral("5 / 0 B"));
}

void TestConnectionTableModel::age_data()
{
    QTest::addColumn<qlonglong>("passed");
    QTest::addColumn<QString>("age");
    QTest::newRow("just now") << qlonglong{0} << QStringLiteral("0 s");
    QTest::newRow("clock behind the event") << qlonglong{-5} << QStringLiteral("0 s");
    QTest::newRow("almost a second") << qlonglong{kSecond - 1} << QStringLiteral("0 s");
    QTest::newRow("seconds") << qlonglong{59 * kSecond} << QStringLiteral("59 s");
    QTest::newRow("a minute") << qlonglong{60 * kSecond} << QStringLiteral("1 min");
    QTest::newRow("almost an hour") << qlonglong{3599 * kSecond} << QStringLiteral("59 min");
    QTest::newRow("days") << qlonglong{50 * 3600 * kSecond} << QStringLiteral("50 h");
}

void TestConnectionTableModel::age()
{
    QFETCH(qlonglong, passed);
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    events.accept(1, 8);
    model.setClock([&events, passed] { return events.nowNs + passed; });
    feed.append(events.take());
    QTEST(text(model, 0, Model::AgeColumn), "age");
    events.close(1);
    feed.append(events.take());
    QCOMPARE(text(model, 0, Model::AgeColumn), QStringLiteral("–"));
}

void TestConnectionTableModel::refreshAges()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    for (core::ConnectionId id = 1; id <= 10; ++id)
        events.accept(id, 8);
    feed.append(events.take());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.refreshAges(3, 200);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(3, Model::AgeColumn));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(9, Model::AgeColumn));
    model.refreshAges(10, 20);
    QCOMPARE(changed.count(), 1);
}

void TestConnectionTableModel::toolTipTellsAll()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    events.accept(3, 8, "::1", 4);
    events.received(3, 1234567);
    events.state(3, core::TcpState::CloseWait, core::Source::Inferred);
    events.nowNs += 3 * kSecond;
    events.close(3);
    feed.append(events.take());
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    for (const QString& part : {QStringLiteral("[::1]:4"), QStringLiteral("inferred"), QStringLiteral("closed after 3"),
                                QLocale().toString(1234567)})
        QVERIFY2(tip.contains(part), qPrintable(part + QLatin1String(" not in ") + tip));
}

void TestConnectionTableModel::accessibleTextOfClosed()
{
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    events.accept(1, 8);
    events.state(1, core::TcpState::TimeWait);
    feed.append(events.take());
    const QModelIndex state = model.index(0, Model::StateColumn);
    QCOMPARE(state.data(Qt::AccessibleTextRole).toString(), QStringLiteral("TIME_WAIT"));
    events.close(1);
    feed.append(events.take());
    QCOMPARE(state.data(Qt::AccessibleTextRole).toString(), QStringLiteral("closed, last state TIME_WAIT"));
}

void TestConnectionTableModel::closedIsNoPresentState_data()
{
    QTest::addColumn<core::Source>("source");
    QTest::addColumn<QString>("told");
    QTest::newRow("sampled") << core::Source::Sampled << QStringLiteral("LAST_ACK, sampled");
    QTest::newRow("inferred") << core::Source::Inferred << QStringLiteral("LAST_ACK, inferred");
}

void TestConnectionTableModel::closedIsNoPresentState()
{
    QFETCH(core::Source, source);
    QFETCH(QString, told);
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    events.accept(1, 8);
    events.state(1, core::TcpState::LastAck, source);
    feed.append(events.take());
    const QModelIndex state = model.index(0, Model::StateColumn);
    QCOMPARE(state.data().toString(), QStringLiteral("LAST_ACK"));
    QCOMPARE(state.data(Model::InferredRole).toBool(), source == core::Source::Inferred);
    QVERIFY(!state.data(Qt::ToolTipRole).toString().contains(told));
    events.close(1);
    feed.append(events.take());
    QCOMPARE(state.data().toString(), QStringLiteral("closed"));
    QCOMPARE(state.data(Model::InferredRole).toBool(), false); // the badge is no longer dashed
    QVERIFY2(state.data(Qt::ToolTipRole).toString().contains(told), qPrintable(state.data(Qt::ToolTipRole).toString()));
}

void TestConnectionTableModel::byteCounts_data()
{
    QTest::addColumn<qulonglong>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0ULL << QStringLiteral("0 B");
    QTest::newRow("exact as long as it is short") << 9999ULL << QStringLiteral("9999 B");
    QTest::newRow("one decimal") << 10000ULL << QStringLiteral("9.8 KiB");
    QTest::newRow("no decimal from 100 on") << 123456ULL << QStringLiteral("121 KiB");
    QTest::newRow("never 1000 of a unit") << 1024ULL * 1023 << QStringLiteral("1.0 MiB");
    QTest::newRow("GiB") << (5ULL << 30) << QStringLiteral("5.0 GiB");
    QTest::newRow("most") << ~0ULL << QStringLiteral("16.0 EiB");
}

void TestConnectionTableModel::byteCounts()
{
    QFETCH(qulonglong, bytes);
    QFETCH(QString, text);
    const QString number = text.section(QLatin1Char(' '), 0, 0);
    QCOMPARE(byteCountsText(bytes, bytes), QStringLiteral("%1 / %2").arg(number, text)); // the unit once
}

void TestConnectionTableModel::byteCountsOfTwoUnits()
{
    QCOMPARE(byteCountsText(6, 1 << 20), QStringLiteral("6 B / 1.0 MiB"));
    QCOMPARE(byteCountsText(12'600, 0), QStringLiteral("12.3 KiB / 0 B"));
}

void TestConnectionTableModel::manyConnections()
{
    // 10,000 connections, then 10 batches of 10,000 events: what 1/30 s brings at 300,000 events/s.
    EventFeed feed{core::Recording::Limits{}};
    Model model(feed);
    ServerEvents events;
    for (core::ConnectionId id = 1; id <= 10'000; ++id)
        events.accept(id, 8);
    feed.append(events.take());
    QCOMPARE(model.rowCount(), 10'000);
    qint64 worst = 0;
    for (int batch = 0; batch < 10; ++batch) {
        for (core::ConnectionId id = 1; id <= 10'000; ++id)
            events.received(id, 1);
        core::Batch taken = events.take();
        QElapsedTimer timer;
        timer.start();
        feed.append(std::move(taken));
        worst = std::max(worst, timer.nsecsElapsed());
    }
    qInfo("10,000 events on 10,000 connections: %.1f ms at worst", static_cast<double>(worst) / 1e6);
    QCOMPARE(text(model, 0, Model::BytesColumn), QStringLiteral("10 / 0 B"));
    QVERIFY(worst < 1'000'000'000);
}

GUI_TEST(TestConnectionTableModel)
#include "tst_connection_table_model.moc"
