// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the event log.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "tests/widgets/log/text_filter.h"
#include "widgets/log/log_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using core::Call;
using core::Side;
using widgets::EventFeed;
using widgets::LogFilter;
using widgets::LogModel;

namespace {

constexpr core::Recording::Limits kSmall{.events = 100, .payloadBytes = 1 << 20};

QString shown(const LogModel& model, int row, LogModel::Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsColumns();
    void tellsRoles_data();
    void tellsRoles();
    void insertsOncePerBatch();
    void removesOncePerBatch();
    void filterChangesWhileEventsArrive();
    void filterIsClearedAtOnce();
    void labelsOfShownRowsFollow();
    void startsWithWhatIsThere();
    void clears();
};

void TestLogModel::showsColumns()
{
    EventMaker maker;
    EventFeed feed(kSmall);
    LogModel model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    feed.append(EventMaker::batch(
        {maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(8080)),
         maker.call(Call::EpollWait, Side::Server, 0, 5),
         maker.call(Call::Connect, Side::Client, 2, 9, 0, ECONNREFUSED, EventMaker::tcp(8081)),
         maker.state(Side::Client, 2, 9, core::TcpState::Closed, core::TcpState::SynSent, core::Source::Inferred)}));

    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(shown(model, 0, LogModel::Number), QStringLiteral("1"));
    QCOMPARE(shown(model, 0, LogModel::Time), QStringLiteral("0.000000"));
    QCOMPARE(shown(model, 0, LogModel::Delta), QString());
    QCOMPARE(shown(model, 0, LogModel::Side), QStringLiteral("server"));
    QCOMPARE(shown(model, 0, LogModel::Connection), QStringLiteral("127.0.0.1:8080"));
    QCOMPARE(shown(model, 0, LogModel::Event), QStringLiteral("bind(7, 127.0.0.1:8080) = 0"));
    QVERIFY(shown(model, 0, LogModel::Took).startsWith(QStringLiteral("41")));

    QCOMPARE(shown(model, 1, LogModel::Number), QStringLiteral("✕ 3"));
    QCOMPARE(model.index(1, LogModel::Number).data(Qt::AccessibleTextRole).toString(), QStringLiteral("3, error"));
    QCOMPARE(model.index(0, LogModel::Number).data(Qt::AccessibleTextRole).toString(), QStringLiteral("1"));
    QCOMPARE(shown(model, 1, LogModel::Time), QStringLiteral("0.002000"));
    QVERIFY(shown(model, 1, LogModel::Delta).startsWith(QStringLiteral("2"))); // ms, to the row shown before
    QCOMPARE(shown(model, 1, LogModel::Side), QStringLiteral("client"));
    QCOMPARE(shown(model, 1, LogModel::Connection), QStringLiteral("→ 8081"));
    QVERIFY(shown(model, 1, LogModel::Event).endsWith(QStringLiteral("= -1 ECONNREFUSED")));

    QCOMPARE(shown(model, 2, LogModel::Event), QStringLiteral("CLOSED → SYN_SENT"));
    QCOMPARE(shown(model, 2, LogModel::Took), QStringLiteral("inferred"));
    QCOMPARE(model.rowText(1, {LogModel::Side, LogModel::Number, LogModel::Time}),
             QStringLiteral("client\t3\t0.002000"));
}

void TestLogModel::tellsRoles_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("trouble");
    QTest::addColumn<core::EventKind>("kind");
    QTest::addColumn<bool>("inferred");
    QTest::addColumn<QString>("took");

    QTest::newRow("call") << 0 << false << core::EventKind::Call << false << QStringLiteral("41 µs");
    QTest::newRow("failed call") << 1 << true << core::EventKind::Call << false << QStringLiteral("41 µs");
    QTest::newRow("would block is no trouble")
        << 2 << false << core::EventKind::Call << false << QStringLiteral("41 µs");
    QTest::newRow("sampled") << 3 << false << core::EventKind::State << false << QStringLiteral("sampled");
    QTest::newRow("inferred") << 4 << false << core::EventKind::State << true << QStringLiteral("inferred");
    QTest::newRow("kernel") << 5 << false << core::EventKind::State << false << QStringLiteral("kernel");
    QTest::newRow("message") << 6 << false << core::EventKind::Message << false << QStringLiteral("message");
    QTest::newRow("note") << 7 << false << core::EventKind::Note << false << QStringLiteral("note");
}

void TestLogModel::tellsRoles()
{
    QFETCH(int, which);
    QFETCH(bool, trouble);
    QFETCH(core::EventKind, kind);
    QFETCH(bool, inferred);
    QFETCH(QString, took);

    using core::TcpState;
    EventMaker maker;
    const std::vector<core::Event> events{
        maker.call(Call::Listen, Side::Client, 0, 7),
        maker.call(Call::Send, Side::Client, 1, 9, -1, EPIPE),
        maker.call(Call::Recv, Side::Client, 1, 9, -1, EAGAIN),
        maker.state(Side::Client, 1, 9, TcpState::SynSent, TcpState::Established),
        maker.state(Side::Client, 1, 9, TcpState::SynSent, TcpState::Established, core::Source::Inferred),
        maker.state(Side::Client, 1, 9, TcpState::SynSent, TcpState::Established, core::Source::Kernel),
        maker.message(Side::Client, 1, core::Direction::Received, "x"),
        maker.note(Side::Client, core::NoteCode::ReadResumed, 12)};
    EventFeed feed(kSmall);
    LogModel model(feed);
    feed.append(EventMaker::batch({events[static_cast<std::size_t>(which)]}));
    const QModelIndex index = model.index(0, LogModel::Event);
    QCOMPARE(index.data(LogModel::NumberRole).toULongLong(), 1ULL);
    QCOMPARE(index.data(LogModel::TroubleRole).toBool(), trouble);
    QCOMPARE(index.data(LogModel::SideRole).toInt(), static_cast<int>(Side::Client));
    QCOMPARE(index.data(LogModel::KindRole).toInt(), static_cast<int>(kind));
    QCOMPARE(index.data(LogModel::InferredRole).toBool(), inferred);
    QCOMPARE(shown(model, 0, LogModel::Took), took);
    QVERIFY(!index.data().toString().isEmpty());
}

void TestLogModel::insertsOncePerBatch()
{
    EventMaker maker;
    EventFeed feed(kSmall);
    LogModel model(feed);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    feed.append(maker.calls(30));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted.first().at(2).toInt(), 29);
    feed.append(EventMaker::batch({maker.call(Call::EpollWait, Side::Server, 0, 5)}));
    QCOMPARE(inserted.count(), 1); // nothing to show
}

void TestLogModel::removesOncePerBatch()
{
    EventMaker maker;
    EventFeed feed(kSmall);
    LogModel model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    feed.append(maker.calls(95));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    feed.append(maker.calls(10));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(model.rowCount(), static_cast<int>(feed.recording().size()));
    QCOMPARE(model.numberAt(0), feed.recording().firstNumber());
    QCOMPARE(model.numberAt(model.rowCount() - 1), 105ULL);
    QCOMPARE(shown(model, 0, LogModel::Delta), QString());
    feed.append(maker.calls(1000)); // more than fits
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.numberAt(99), 1105ULL);
}

void TestLogModel::filterChangesWhileEventsArrive()
{
    EventMaker maker;
    EventFeed feed({.events = 60'000, .payloadBytes = 1 << 20});
    LogModel model(feed);
    core::Batch many = maker.calls(50'000);
    for (std::size_t i = 0; i < many.events.size(); i += 2)
        many.events[i].call = Call::Getsockname;
    feed.append(std::move(many));
    QTRY_VERIFY(model.isComplete());
    QCOMPARE(model.rowCount(), 50'000);

    model.setFilter(textFilter(QStringLiteral("listen(")));
    QVERIFY2(!model.isComplete(), "too fast to test what happens meanwhile: raise the number of events");
    const int early = model.rowCount();
    for (int i = 0; i < 12; ++i) { // trims too
        feed.append(maker.calls(1000));
        QTest::qWait(0);
    }
    QTRY_VERIFY(model.isComplete());
    QVERIFY(early < model.rowCount());
    std::vector<quint64> expected;
    for (std::size_t i = 0; i < feed.recording().size(); ++i) {
        if (feed.recording().at(i).call == Call::Listen)
            expected.push_back(feed.recording().firstNumber() + i);
    }
    std::vector<quint64> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.push_back(model.numberAt(row));
    QVERIFY(rows == expected);
}

void TestLogModel::filterIsClearedAtOnce()
{
    EventMaker maker;
    EventFeed feed({.events = 60'000, .payloadBytes = 1 << 20});
    LogModel model(feed);
    feed.append(maker.calls(50'000));
    model.setFilter(textFilter(QStringLiteral("nowhere")));
    model.setFilter(LogFilter{});
    QVERIFY(model.rowCount() > 0); // some rows before anything else, however busy the machine
    QTRY_VERIFY(model.isComplete());
    QCOMPARE(model.rowCount(), 50'000);
    QSignalSpy changed(&model, &LogModel::countsChanged);
    QTest::qWait(20);
    QCOMPARE(changed.count(), 0); // no slice goes on
}

void TestLogModel::labelsOfShownRowsFollow()
{
    EventMaker maker;
    EventFeed feed(kSmall);
    LogModel model(feed);
    feed.append(
        EventMaker::batch({maker.call(Call::Connect, Side::Client, 2, 9, 0, EINPROGRESS, EventMaker::tcp(8080))}));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    feed.append(EventMaker::batch({maker.call(Call::Getsockname, Side::Client, 2, 9, 0, 0, EventMaker::tcp(54321))}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown(model, 0, LogModel::Connection), QStringLiteral("54321 → 8080"));
}

void TestLogModel::startsWithWhatIsThere()
{
    EventMaker maker;
    EventFeed feed(kSmall);
    feed.append(maker.calls(7));
    const LogModel model(feed);
    QCOMPARE(model.rowCount(), 7);
}

void TestLogModel::clears()
{
    EventMaker maker;
    EventFeed feed(kSmall);
    LogModel model(feed);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    feed.append(maker.calls(7));
    feed.clear();
    QCOMPARE(model.rowCount(), 0);
    feed.append(maker.calls(2));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.numberAt(0), 8ULL);
    QCOMPARE(model.rowOf(8), 0);
    QCOMPARE(model.rowOf(7), -1);
}

GUILESS_TEST(TestLogModel)
#include "tst_log_model.moc"
