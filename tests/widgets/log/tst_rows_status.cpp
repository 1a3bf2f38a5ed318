// SPDX-License-Identifier: GPL-3.0-or-later
// What the log says about following and about a pause.
#include "tests/support/test_class.h"
#include "tests/widgets/log/panel_fixture.h"
#include "widgets/log/log_overlay.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>

using widgets::LogModel;
using widgets::NoticeLine;

namespace {

QToolButton* pauseButton(const PanelFixture& f)
{
    for (QToolButton* found : f.panel->findChildren<QToolButton*>()) {
        if (found->accessibleName() == QStringLiteral("Pause"))
            return found;
    }
    return nullptr;
}

} // namespace

class TestRowsStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatItDoesNotFollow();
    void newEventsAreThoseNotSeen();
    void endKeyFollowsAgain();
    void pauseFreezesTheRows();
    void pauseWithAFilter();
    void whatIsLetGoInAPauseIsSaid();
    void clearingEndsThePause();
    void aLongCopyIsCutAndSaid_data();
    void aLongCopyIsCutAndSaid();
};

void TestRowsStatus::aLongCopyIsCutAndSaid_data()
{
    QTest::addColumn<bool>("eventTextOnly");
    QTest::newRow("rows") << false;
    QTest::newRow("event text") << true;
}

void TestRowsStatus::aLongCopyIsCutAndSaid()
{
    QFETCH(const bool, eventTextOnly);
    PanelFixture f(200'000);
    f.feed.append(f.maker.calls(200'000));
    QTRY_VERIFY(f.model().isComplete());
    const auto copy = [&f, eventTextOnly] {
        if (eventTextOnly)
            f.view().copyEventText();
        else
            f.view().copyRows();
        return QGuiApplication::clipboard()->text();
    };
    f.view().selectAll();
    const QString copied = copy();
    QVERIFY(copied.size() >= widgets::EventTableView::kMaxCopied);
    QVERIFY(copied.size() < widgets::EventTableView::kMaxCopied + 1000); // the last row is whole
    QVERIFY(copied.endsWith(QLatin1Char('\n')));
    QVERIFY2(f.message().startsWith(QStringLiteral("Only the first %1 of 200,000 rows were copied")
                                        .arg(QLocale().toString(copied.count(QLatin1Char('\n'))))),
             qPrintable(f.message()));
    f.view().selectRow(0);
    QCOMPARE(copy().count(QLatin1Char('\n')), 1);
    QCOMPARE(f.message(), QString());
}

void TestRowsStatus::saysThatItDoesNotFollow()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view().verticalScrollBar()->maximum() > 100);
    NoticeLine& line = f.actions().status().followLine();
    QVERIFY(line.isHidden());
    f.view().verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub); // the first upward scroll
    QVERIFY(line.isVisible());
    QVERIFY(!line.sentence().contains(QRegularExpression(QStringLiteral("[0-9]"))));
    f.feed.append(f.maker.calls(100));
    QTRY_COMPARE(line.sentence(), QStringLiteral("Not following: 100 new events below."));
    QSignalSpy follow(f.panel, &widgets::LogPanel::followRequested);
    QTest::mouseClick(line.button(), Qt::LeftButton);
    QVERIFY(f.view().isFollowing());
    QVERIFY(line.isHidden());
    QCOMPARE(follow.count(), 1);
    QVERIFY(f.view().hasFocus());
    QTRY_COMPARE(f.view().verticalScrollBar()->value(), f.view().verticalScrollBar()->maximum());
}

void TestRowsStatus::newEventsAreThoseNotSeen()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view().verticalScrollBar()->maximum() > 100);
    f.view().verticalScrollBar()->setValue(10);
    f.feed.append(f.maker.calls(100));
    NoticeLine& line = f.actions().status().followLine();
    QTRY_VERIFY(line.sentence().contains(QStringLiteral("100 new")));
    QTRY_VERIFY(f.view().verticalScrollBar()->maximum() > 250);
    f.view().scrollTo(f.model().index(249, 0), QAbstractItemView::PositionAtBottom);
    const int below = 299 - f.view().rowAt(f.view().viewport()->height() - 1);
    QVERIFY(below == 49 || below == 50); // one that is seen in part
    const QString sentence = QStringLiteral("Not following: %1 new events below.").arg(below);
    QTRY_COMPARE(line.sentence(), sentence);
    f.view().verticalScrollBar()->setValue(10); // what was seen stays seen
    QCOMPARE(line.sentence(), sentence);
}

void TestRowsStatus::endKeyFollowsAgain()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view().verticalScrollBar()->maximum() > 100);
    f.view().verticalScrollBar()->setValue(10);
    QVERIFY(f.actions().status().followLine().isVisible());
    PanelFixture::press(Qt::Key_End);
    QVERIFY(f.view().isFollowing());
    QVERIFY(f.actions().status().followLine().isHidden());
}

void TestRowsStatus::pauseFreezesTheRows()
{
    PanelFixture f;
    QAbstractItemModelTester tester(&f.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    f.feed.append(f.maker.calls(50));
    QToolButton* pause = pauseButton(f);
    QVERIFY(pause);
    QTest::mouseClick(pause, Qt::LeftButton);
    NoticeLine& line = f.actions().status().pauseLine();
    QCOMPARE(line.sentence(),
             QStringLiteral("These rows are paused since 0.049000 s: 0 events since. Recording goes on."));
    f.feed.append(f.maker.calls(30));
    QCOMPARE(f.model().rowCount(), 50);
    QCOMPARE(f.feed.recording().size(), std::size_t{80});
    QVERIFY(line.sentence().contains(QStringLiteral("30 events since")));
    QVERIFY(f.model().isComplete()); // nothing is being worked at
    PanelFixture::press(Qt::Key_F9);
    QTRY_VERIFY(!pause->isChecked());
    QVERIFY(line.isHidden());
    QTRY_COMPARE(f.model().rowCount(), 80);
    f.feed.append(f.maker.calls(5));
    QTRY_COMPARE(f.model().rowCount(), 85);
    PanelFixture::press(Qt::Key_F9);
    QTRY_VERIFY(line.isVisible());
    QTest::mouseClick(line.button(), Qt::LeftButton);
    QVERIFY(!f.model().pause());
    QVERIFY(!pause->isChecked());
}

void TestRowsStatus::pauseWithAFilter()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(50));
    f.model().setPaused(true);
    core::Batch later = f.maker.calls(20);
    later.events[3].call = core::Call::Getsockname;
    f.feed.append(std::move(later));
    f.setFilter(QStringLiteral("getsockname"));
    QTRY_VERIFY(f.model().isComplete());
    QCOMPARE(f.model().rowCount(), 0); // it came after the pause began
    f.model().setPaused(false);
    QTRY_COMPARE(f.model().rowCount(), 1);
    QCOMPARE(f.model().numberAt(0), 54ULL);
    f.setFilter({});
    QTRY_COMPARE(f.model().rowCount(), 70);
}

void TestRowsStatus::whatIsLetGoInAPauseIsSaid()
{
    PanelFixture f(100);
    QAbstractItemModelTester tester(&f.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    f.feed.append(f.maker.calls(100));
    f.model().setPaused(true);
    f.feed.append(f.maker.calls(10));
    QCOMPARE(f.model().rowCount(), 90);
    QVERIFY(f.actions().status().pauseLine().sentence().contains(QStringLiteral("10 rows were dropped")));
    f.feed.append(f.maker.calls(1000));
    QCOMPARE(f.model().rowCount(), 0);
    f.model().setPaused(false);
    QTRY_COMPARE(f.model().rowCount(), 100);
    QCOMPARE(f.model().numberAt(99), 1110ULL);
}

void TestRowsStatus::clearingEndsThePause()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(50));
    f.model().setPaused(true);
    f.feed.clear();
    QVERIFY(!pauseButton(f)->isChecked());
    QVERIFY(f.actions().status().pauseLine().isHidden());
    f.feed.append(f.maker.calls(3));
    QCOMPARE(f.model().rowCount(), 3);
}

GUI_TEST(TestRowsStatus)
#include "tst_rows_status.moc"
