// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the event log: following, selecting, copying.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "tests/widgets/log/text_filter.h"
#include "widgets/log/log_delegate.h"
#include "widgets/log/log_view.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using core::Call;
using core::Side;
using widgets::EventFeed;
using widgets::LogFilter;
using widgets::LogModel;
using widgets::LogView;

namespace {

/// A shown view over a feed that holds 1,000 events at most.
struct LogViewFixture
{
    LogViewFixture()
    {
        view.resize(800, 300);
        view.show();
    }

    bool atEnd() const { return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum(); }
    /// The event in the topmost visible row.
    quint64 topEvent() const { return model.numberAt(view.rowAt(0)); }
    void wheel(int steps)
    {
        const QPointF at = view.viewport()->rect().center();
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, {0, steps * 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
    void click(quint64 number, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        const QModelIndex index = model.index(model.rowOf(number), LogModel::Event);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, view.visualRect(index).center());
    }
    QList<quint64> selected() const
    {
        QList<quint64> numbers;
        for (const QModelIndex& index : view.selectionModel()->selectedRows())
            numbers.append(model.numberAt(index.row()));
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }

    EventMaker maker;
    EventFeed feed{{.events = 1000, .payloadBytes = 1 << 20}};
    LogModel model{feed};
    LogView view{model};
};

} // namespace

class TestLogView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultStaysInSight_data();
    void resultStaysInSight();
    void followsTheEnd();
    void wheelUpStopsFollowingAndBackResumes();
    void scrollBarStopsAndResumes();
    void followingCanBeSwitchedOn();
    void filterDoesNotStopFollowing();
    void trimmingDoesNotMoveWhatIsRead();
    void selectsRowsByMouseAndKeys();
    void selectionStaysOnItsEventWhenRowsAreTrimmed();
    void selectionIsDroppedWithItsEvent();
    void selectionSurvivesAFilter();
    void selectEventScrollsWithoutTelling();
    void copiesRows();
    void copiesEventText();
    void contextMenuDoesNotBlock();
    void focusChoosesNothing();
    void typingDoesNotSearch();
    void tabLeavesTheTable();
    void columnWidthsAreSane();
};

void TestLogView::followsTheEnd()
{
    LogViewFixture f;
    for (int i = 0; i < 5; ++i) {
        f.feed.append(f.maker.calls(100));
        QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > i * 100);
        QVERIFY(f.atEnd());
    }
    f.view.resize(800, 150);
    QTRY_VERIFY(f.atEnd());
    QVERIFY(f.view.isFollowing());
}

void TestLogView::wheelUpStopsFollowingAndBackResumes()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 100);
    QSignalSpy changed(&f.view, &LogView::followingChanged);
    f.wheel(2);
    QCOMPARE(changed.count(), 1);
    QVERIFY(!f.view.isFollowing());
    const quint64 top = f.topEvent();
    f.feed.append(f.maker.calls(100));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 250);
    QCOMPARE(f.topEvent(), top);
    for (int i = 0; i < 200 && !f.atEnd(); ++i)
        f.wheel(-3);
    QVERIFY(f.view.isFollowing());
    f.feed.append(f.maker.calls(100));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 350);
    QVERIFY(f.atEnd());
}

void TestLogView::scrollBarStopsAndResumes()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 100);
    f.view.verticalScrollBar()->setValue(10);
    QVERIFY(!f.view.isFollowing());
    f.view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(f.view.isFollowing());
}

void TestLogView::followingCanBeSwitchedOn()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 100);
    f.view.verticalScrollBar()->setValue(10);
    f.view.setFollowing(true);
    QVERIFY(f.atEnd());
    f.view.setFollowing(false);
    f.feed.append(f.maker.calls(50));
    QTRY_VERIFY(!f.atEnd());
}

void TestLogView::filterDoesNotStopFollowing()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 100);
    f.model.setFilter(textFilter(QStringLiteral("nowhere")));
    QTRY_COMPARE(f.view.verticalScrollBar()->maximum(), 0);
    f.model.setFilter(LogFilter{});
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 100);
    QVERIFY(f.view.isFollowing());
    QVERIFY(f.atEnd());
}

void TestLogView::trimmingDoesNotMoveWhatIsRead()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(1000));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 900);
    f.view.verticalScrollBar()->setValue(500);
    const quint64 top = f.topEvent();
    QCOMPARE(top, 501ULL);
    f.feed.append(f.maker.calls(50)); // lets 100 go
    QCOMPARE(f.feed.recording().firstNumber(), std::uint64_t{101});
    QTest::qWait(0);
    QCOMPARE(f.topEvent(), top);
    QVERIFY(!f.view.isFollowing());
    f.feed.append(f.maker.calls(700)); // now it is gone too
    QTest::qWait(0);
    QCOMPARE(f.topEvent(), f.feed.recording().firstNumber());
    QVERIFY(!f.view.isFollowing());
}

void TestLogView::selectsRowsByMouseAndKeys()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(5));
    QSignalSpy chosen(&f.view, &LogView::eventSelected);
    f.click(2);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 2ULL);
    QTest::keyClick(&f.view, Qt::Key_Down);
    QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 3ULL);
    QTest::keyClick(&f.view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(f.selected(), (QList<quint64>{3, 4}));
    QTest::keyClick(&f.view, Qt::Key_Home);
    QCOMPARE(f.view.selectedEvent(), 1ULL);
    QTest::keyClick(&f.view, Qt::Key_End);
    QCOMPARE(f.view.selectedEvent(), 5ULL);
    f.click(1, Qt::ControlModifier);
    QCOMPARE(f.selected(), (QList<quint64>{1, 5}));
}

void TestLogView::selectionStaysOnItsEventWhenRowsAreTrimmed()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(1000));
    f.view.scrollTo(f.model.index(500, 0));
    f.click(501);
    QSignalSpy chosen(&f.view, &LogView::eventSelected);
    f.feed.append(f.maker.calls(50));
    QCOMPARE(f.model.rowOf(501), 400);
    QCOMPARE(f.selected(), QList<quint64>{501});
    QCOMPARE(f.model.numberAt(f.view.currentIndex().row()), 501ULL);
    QCOMPARE(chosen.count(), 0);
}

void TestLogView::selectionIsDroppedWithItsEvent()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(1000));
    f.view.scrollToTop();
    f.click(3);
    QCOMPARE(f.selected(), QList<quint64>{3});
    QSignalSpy chosen(&f.view, &LogView::eventSelected);
    f.feed.append(f.maker.calls(50));
    QVERIFY(f.selected().isEmpty());
    QVERIFY(!f.view.currentIndex().isValid());
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(f.view.selectedEvent(), 3ULL); // what the user chose; not a neighbour
}

void TestLogView::selectionSurvivesAFilter()
{
    LogViewFixture f;
    core::Batch batch = f.maker.calls(300);
    batch.events[149].call = Call::Getsockname;
    f.feed.append(std::move(batch));
    f.view.scrollTo(f.model.index(149, 0));
    f.click(150);
    QSignalSpy chosen(&f.view, &LogView::eventSelected);
    f.model.setFilter(textFilter(QStringLiteral("listen")));
    QTRY_VERIFY(f.model.isComplete());
    QVERIFY(f.selected().isEmpty());
    f.model.setFilter(textFilter(QStringLiteral("getsockname")));
    QTRY_COMPARE(f.selected(), QList<quint64>{150});
    f.model.setFilter(LogFilter{});
    QTRY_COMPARE(f.selected(), QList<quint64>{150});
    QCOMPARE(chosen.count(), 0);
}

void TestLogView::selectEventScrollsWithoutTelling()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(500));
    QTRY_VERIFY(f.atEnd());
    QSignalSpy chosen(&f.view, &LogView::eventSelected);
    f.view.selectEvent(20);
    QCOMPARE(f.selected(), QList<quint64>{20});
    QVERIFY(f.view.viewport()->rect().contains(f.view.visualRect(f.model.index(19, 0)).center()));
    QVERIFY(!f.view.isFollowing());
    QCOMPARE(chosen.count(), 0);
    f.view.selectEvent(9999); // not there
    QVERIFY(f.selected().isEmpty());
    f.view.clearSelectedEvent();
    QCOMPARE(f.view.selectedEvent(), 0ULL);
}

void TestLogView::copiesRows()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(5));
    f.click(4);
    f.click(2, Qt::ControlModifier);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied, f.model.rowText(1, f.view.shownColumns()) + QLatin1Char('\n') +
                         f.model.rowText(3, f.view.shownColumns()) + QLatin1Char('\n'));
    QVERIFY(copied.startsWith(QStringLiteral("2\t0.001000\t")));

    f.view.clearSelection();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

void TestLogView::copiesEventText()
{
    LogViewFixture f;
    f.feed.append(
        EventMaker::batch({f.maker.call(Call::Connect, Side::Client, 2, 9, 0, ECONNREFUSED, EventMaker::tcp(8081)),
                           f.maker.message(Side::Client, 2, core::Direction::Sent, "a\tb")}));
    f.view.selectAll();
    f.view.copyEventText();
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], QStringLiteral("connect(9, 127.0.0.1:8081) = -1 ECONNREFUSED"));
    QVERIFY(!lines[1].contains(QLatin1Char('\t'))); // foreign characters stay escaped
}

void TestLogView::contextMenuDoesNotBlock()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(3));
    f.click(2);
    QContextMenuEvent event(QContextMenuEvent::Mouse, {10, 10}, f.view.viewport()->mapToGlobal(QPoint(10, 10)));
    QCoreApplication::sendEvent(f.view.viewport(), &event);
    auto* menu = f.view.findChild<QMenu*>();
    QVERIFY(menu);
    QVERIFY(menu->actions().size() > 2);
    QVERIFY(menu->actions().first()->isEnabled());
    menu->actions().first()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), f.model.rowText(1, f.view.shownColumns()) + QLatin1Char('\n'));
    menu->close();
}

void TestLogView::focusChoosesNothing()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(200));
    QTRY_VERIFY(f.view.verticalScrollBar()->maximum() > 100);
    QVERIFY(QTest::qWaitForWindowActive(&f.view));
    QSignalSpy chosen(&f.view, &LogView::eventSelected);
    f.view.clearFocus();
    f.view.setFocus(Qt::TabFocusReason);
    QVERIFY(!f.view.currentIndex().isValid());
    QVERIFY(f.atEnd() && f.view.isFollowing());
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(&f.view, Qt::Key_Up); // begins at what is in sight
    QCOMPARE(f.view.selectedEvent(), 200ULL);
    QVERIFY(f.view.isFollowing());
}

void TestLogView::typingDoesNotSearch()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(5));
    f.click(1);
    QTest::keyClick(&f.view, Qt::Key_3);
    QCOMPARE(f.view.selectedEvent(), 1ULL);
}

void TestLogView::tabLeavesTheTable()
{
    LogViewFixture f;
    f.feed.append(f.maker.calls(5));
    f.click(1);
    QTest::keyClick(&f.view, Qt::Key_Tab);
    QCOMPARE(f.view.currentIndex().row(), 0);
    QCOMPARE(f.view.currentIndex().column(), int{LogModel::Event});
}

void TestLogView::columnWidthsAreSane()
{
    LogViewFixture f;
    const QList<int> before = f.view.columnWidths();
    QCOMPARE(before.size(), qsizetype{LogModel::ColumnCount});
    QList<int> wild = before;
    wild[LogModel::Time] = -5;
    wild[LogModel::Side] = 99;
    f.view.setColumnWidths(wild);
    QVERIFY(f.view.columnWidth(LogModel::Time) > 10);
    QCOMPARE(f.view.columnWidth(LogModel::Side), 99);
    f.view.setColumnWidths({}); // nothing to set
    QCOMPARE(f.view.columnWidth(LogModel::Side), 99);
}

void TestLogView::resultStaysInSight_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("tail");
    QTest::newRow("success") << QStringLiteral("accept4(7, {AF_INET, 127.0.0.1:54321}, [16], SOCK_NONBLOCK) = 8")
                             << QStringLiteral(") = 8");
    QTest::newRow("error") << QStringLiteral("connect(9, {AF_INET, 127.0.0.1:8080, and more of it}, 16) = -1 EAGAIN")
                           << QStringLiteral(") = -1 EAGAIN");
    QTest::newRow("the same in the bytes")
        << QStringLiteral("send(9, \"f(x) = 1, g(x) = 2, h(x) = 3\", 30, MSG_NOSIGNAL) = 30")
        << QStringLiteral(") = 30");
    QTest::newRow("no call") << QStringLiteral("a note that goes on and on and on and on and on") << QString();
}

void TestLogView::resultStaysInSight()
{
    QFETCH(QString, line);
    QFETCH(QString, tail);
    const widgets::CellFont font{QFont()};
    const int whole = font.width(line);
    QCOMPARE(widgets::elidedCall(line, font, whole), line);
    const int room = whole * 2 / 3;
    const QString shown = widgets::elidedCall(line, font, room);
    QVERIFY(font.width(shown) <= room);
    QVERIFY(shown.contains(QChar(0x2026)));
    QVERIFY2(shown.endsWith(tail), qPrintable(shown));
    QVERIFY(shown.startsWith(line.left(5)));
    QVERIFY(font.width(widgets::elidedCall(line, font, 40)) <= 40);
}

GUI_TEST(TestLogView)
#include "tst_log_view.moc"
