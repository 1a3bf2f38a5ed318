// SPDX-License-Identifier: GPL-3.0-or-later
// Going from one event of the log to another by keys.
#include "tests/support/test_class.h"
#include "tests/widgets/log/panel_fixture.h"

#include <QDateTime>
#include <QSignalSpy>

using core::Call;
using core::Side;

namespace {

/// 40 calls of connections 1 and 2 in turn, which begin at 5 s and are 1 ms apart; 10 and 30 fail.
core::Batch calls(EventMaker& maker)
{
    core::Batch batch;
    for (int i = 1; i <= 40; ++i)
        batch.events.push_back(
            maker.call(Call::Send, Side::Client, i % 2 == 0 ? 2 : 1, 9, 1, i % 20 == 10 ? EPIPE : 0));
    return batch;
}

} // namespace

class TestLogJumps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errors();
    void errorsBeginAtWhatIsInSight();
    void noErrors();
    void connection();
    void places_data();
    void places();
    void placesThatAreNone_data();
    void placesThatAreNone();
    void nearestWhenHidden();
    void firstLastBackAndForward();
    void jumpsAreToldAndStopFollowing();
    void everyActionHasAKeyOrIsInTheMenu();
};

void TestLogJumps::errors()
{
    PanelFixture f;
    f.feed.append(calls(f.maker));
    f.view().chooseEvent(5);
    PanelFixture::press(Qt::Key_F4);
    QTRY_COMPARE(f.selected(), 10ULL);
    QCOMPARE(f.message(), QString());
    PanelFixture::press(Qt::Key_F4);
    QTRY_COMPARE(f.selected(), 30ULL);
    PanelFixture::press(Qt::Key_F4);
    QTRY_COMPARE(f.selected(), 10ULL); // round the end, and says so
    QVERIFY(!f.message().isEmpty());
    PanelFixture::press(Qt::Key_F4, Qt::ShiftModifier);
    QTRY_COMPARE(f.selected(), 30ULL);
}

void TestLogJumps::errorsBeginAtWhatIsInSight()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(500));
    f.feed.append(calls(f.maker)); // 510 and 530
    f.view().setFollowing(false);
    f.view().scrollToTop();
    PanelFixture::press(Qt::Key_F4);
    QTRY_COMPARE(f.selected(), 510ULL);
}

void TestLogJumps::noErrors()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(30));
    PanelFixture::press(Qt::Key_F4);
    QTRY_COMPARE(f.selected(), 0ULL);
    QTRY_VERIFY(f.message().contains(QStringLiteral("no error")));
}

void TestLogJumps::connection()
{
    PanelFixture f;
    f.feed.append(calls(f.maker));
    PanelFixture::press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY(f.message().contains(QStringLiteral("Select an event")));
    f.view().chooseEvent(37);
    PanelFixture::press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE(f.selected(), 39ULL);
    PanelFixture::press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE(f.selected(), 39ULL); // the last one
    QTRY_VERIFY(f.message().contains(QStringLiteral("No later event")));
    PanelFixture::press(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_COMPARE(f.selected(), 37ULL);
    f.feed.append(f.maker.calls(1));
    f.view().chooseEvent(41);
    PanelFixture::press(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(f.message().contains(QStringLiteral("no connection")));
}

void TestLogJumps::places_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<quint64>("number");
    QTest::newRow("number") << QStringLiteral("23") << 23ULL;
    QTest::newRow("number with sign") << QStringLiteral("#23") << 23ULL;
    QTest::newRow("time of an event") << QStringLiteral("0.009000") << 10ULL;
    QTest::newRow("between two events") << QStringLiteral("9.5ms") << 11ULL;
    QTest::newRow("behind the last event") << QStringLiteral("1h") << 40ULL;
    QTest::newRow("before the end") << QStringLiteral("-10ms") << 30ULL;
    QTest::newRow("before the start") << QStringLiteral("-1h") << 1ULL;
    QTest::newRow("time of day") << QStringLiteral("12:00:00.004") << 5ULL;
}

void TestLogJumps::places()
{
    QFETCH(QString, place);
    QFETCH(quint64, number);
    PanelFixture f;
    const qint64 noonMs = QDateTime(QDate(2026, 3, 5), QTime(12, 0)).toMSecsSinceEpoch();
    f.feed.setRealtimeOffsetNs(noonMs * 1'000'000 - 5'000'000'000);
    f.feed.append(calls(f.maker));
    PanelFixture::press(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(f.actions().goBar().field()->hasFocus());
    PanelFixture::type(place);
    PanelFixture::press(Qt::Key_Return);
    QTRY_COMPARE(f.selected(), number);
    QVERIFY(f.actions().goBar().isHidden());
    QVERIFY(f.view().hasFocus());
}

void TestLogJumps::placesThatAreNone_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    QTest::newRow("a word") << QStringLiteral("send") << QStringLiteral("neither the number");
    QTest::newRow("not yet") << QStringLiteral("1041") << QStringLiteral("the newest one is 1040");
    QTest::newRow("dropped") << QStringLiteral("3") << QStringLiteral("the oldest one is 101");
    QTest::newRow("zero") << QStringLiteral("0") << QStringLiteral("not kept");
}

void TestLogJumps::placesThatAreNone()
{
    QFETCH(QString, place);
    QFETCH(QString, says);
    PanelFixture f;
    f.feed.append(f.maker.calls(1000));
    f.feed.append(f.maker.calls(40));
    PanelFixture::press(Qt::Key_G, Qt::ControlModifier);
    PanelFixture::type(place);
    PanelFixture::press(Qt::Key_Return);
    QTRY_COMPARE(f.selected(), 0ULL);
    QVERIFY2(f.actions().goBar().error().contains(says), qPrintable(f.actions().goBar().error()));
    PanelFixture::type(QStringLiteral("5"));
    QCOMPARE(f.actions().goBar().error(), QString());
    PanelFixture::press(Qt::Key_Escape);
    QVERIFY(f.actions().goBar().isHidden());
    QVERIFY(f.view().hasFocus());
}

void TestLogJumps::nearestWhenHidden()
{
    PanelFixture f;
    core::Batch batch = f.maker.calls(30);
    batch.events[9].call = batch.events[19].call = Call::Getsockname;
    f.feed.append(std::move(batch));
    f.setFilter(QStringLiteral("getsockname"));
    QTRY_COMPARE(f.model().rowCount(), 2);
    const auto goTo = [](const char* place) {
        PanelFixture::press(Qt::Key_G, Qt::ControlModifier);
        PanelFixture::type(QString::fromLatin1(place));
        PanelFixture::press(Qt::Key_Return);
    };
    goTo("13");
    QTRY_COMPARE(f.selected(), 10ULL);
    QTRY_VERIFY(f.message().contains(QStringLiteral("13")) && f.message().contains(QStringLiteral("hidden")));
    goTo("17");
    QTRY_COMPARE(f.selected(), 20ULL);
    goTo("30");
    QTRY_COMPARE(f.selected(), 20ULL);
    goTo("20");
    QCOMPARE(f.message(), QString());
}

void TestLogJumps::firstLastBackAndForward()
{
    PanelFixture f;
    f.feed.append(calls(f.maker));
    const auto action = [&f](const QString& text) {
        for (QAction* found : f.go->actions()) {
            if (found->text() == text)
                return found;
        }
        return static_cast<QAction*>(nullptr);
    };
    QVERIFY(!action(QStringLiteral("B&ack"))->isEnabled());
    f.view().chooseEvent(20);
    action(QStringLiteral("F&irst event"))->trigger();
    QTRY_COMPARE(f.selected(), 1ULL);
    action(QStringLiteral("&Last event"))->trigger();
    QTRY_COMPARE(f.selected(), 40ULL);
    PanelFixture::press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(f.selected(), 1ULL);
    PanelFixture::press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(f.selected(), 20ULL);
    QVERIFY(!action(QStringLiteral("B&ack"))->isEnabled());
    PanelFixture::press(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(f.selected(), 1ULL);
    PanelFixture::press(Qt::Key_F4); // what lay ahead is forgotten
    QVERIFY(!action(QStringLiteral("For&ward"))->isEnabled());
    PanelFixture::press(Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(f.selected(), 1ULL);
}

void TestLogJumps::jumpsAreToldAndStopFollowing()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(100));
    f.feed.append(calls(f.maker));
    f.feed.append(f.maker.calls(300));
    QVERIFY(f.view().isFollowing());
    f.view().chooseEvent(430);
    QSignalSpy told(f.panel, &widgets::LogPanel::eventSelected);
    QSignalSpy shown(f.panel, &widgets::LogPanel::showRequested);
    PanelFixture::press(Qt::Key_F4, Qt::ShiftModifier);
    QTRY_COMPARE(f.selected(), 130ULL);
    QCOMPARE(told.count(), 1);
    QCOMPARE(told.first().first().toULongLong(), 130ULL);
    QCOMPARE(shown.count(), 1);
    QVERIFY(!f.view().isFollowing());
    const QRect row = f.view().visualRect(f.view().currentIndex());
    QVERIFY(row.top() > 0 && row.bottom() < f.view().viewport()->height() - row.height()); // with what is around it
}

void TestLogJumps::everyActionHasAKeyOrIsInTheMenu()
{
    PanelFixture f;
    QSet<QKeySequence> keys;
    QSet<QChar> letters;
    for (const QAction* action : f.go->actions()) {
        if (action->isSeparator())
            continue;
        const qsizetype mark = action->text().indexOf(QLatin1Char('&'));
        QVERIFY2(mark >= 0, qPrintable(action->text()));
        const QChar letter = action->text().at(mark + 1).toLower();
        QVERIFY2(!letters.contains(letter), qPrintable(action->text()));
        letters.insert(letter);
        if (action->shortcut().isEmpty())
            continue;
        QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text()));
        keys.insert(action->shortcut());
    }
    QVERIFY(keys.size() >= 14);
}

GUI_TEST(TestLogJumps)
#include "tst_log_jumps.moc"
