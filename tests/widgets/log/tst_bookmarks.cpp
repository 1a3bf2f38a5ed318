// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks: their list, their marks in the rows, their keys.
#include "tests/support/test_class.h"
#include "tests/widgets/log/panel_fixture.h"
#include "widgets/log/log_overlay.h"
#include "widgets/log/moving/bookmark_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>

using widgets::Bookmark;
using widgets::BookmarkModel;
using widgets::Bookmarks;
using widgets::EventFeed;
using widgets::LogModel;

class TestBookmarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areKeptByNumber();
    void goWithTheirEvents();
    void areBounded();
    void modelFollows();
    void keySetsAndRemoves();
    void keysGoFromOneToTheNext();
    void surviveAFilter();
    void emptyListSaysHow();
    void listGoesEditsAndRemoves();
};

void TestBookmarks::areKeptByNumber()
{
    EventMaker maker;
    EventFeed feed({.events = 100, .payloadBytes = 1 << 20});
    Bookmarks bookmarks(feed);
    feed.append(maker.calls(10));
    QSignalSpy changed(&bookmarks, &Bookmarks::changed);
    QVERIFY(bookmarks.toggle(7));
    QVERIFY(bookmarks.toggle(3));
    QVERIFY(!bookmarks.toggle(11)); // there is no such event
    bookmarks.setNote(7, QStringLiteral("here"));
    const QList<Bookmark> expected{{3, {}}, {7, QStringLiteral("here")}};
    QCOMPARE(bookmarks.list(), expected);
    QCOMPARE(changed.count(), 3);
    QVERIFY(!bookmarks.toggle(3));
    bookmarks.setList(expected + QList<Bookmark>{{99, QStringLiteral("not recorded")}});
    QCOMPARE(bookmarks.list(), expected);
}

void TestBookmarks::goWithTheirEvents()
{
    EventMaker maker;
    EventFeed feed({.events = 100, .payloadBytes = 1 << 20});
    Bookmarks bookmarks(feed);
    QSignalSpy went(&bookmarks, &Bookmarks::wentWithEvents);
    feed.append(maker.calls(100));
    for (const quint64 number : {1ULL, 5ULL, 90ULL})
        bookmarks.toggle(number);
    feed.append(maker.calls(5)); // the oldest ten go
    QCOMPARE(bookmarks.count(), 1);
    QCOMPARE(went.count(), 1);
    QCOMPARE(went.first().first().toInt(), 2);
    feed.clear();
    QCOMPARE(bookmarks.count(), 0);
}

void TestBookmarks::areBounded()
{
    EventMaker maker;
    EventFeed feed({.events = 20'000, .payloadBytes = 1 << 20});
    Bookmarks bookmarks(feed);
    feed.append(maker.calls(12'000));
    QList<Bookmark> many;
    for (quint64 number = 1; number <= 12'000; ++number)
        many.append({number, QString(1000, QLatin1Char('x'))});
    bookmarks.setList(many);
    QCOMPARE(bookmarks.count(), Bookmarks::kMost);
    QCOMPARE(bookmarks.note(1).size(), Bookmarks::kMostLetters);
    QVERIFY(!bookmarks.toggle(11'000));
}

void TestBookmarks::modelFollows()
{
    EventMaker maker;
    EventFeed feed({.events = 100, .payloadBytes = 1 << 20});
    Bookmarks bookmarks(feed);
    BookmarkModel model(feed, bookmarks);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    feed.append(maker.calls(100));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    bookmarks.toggle(5);
    bookmarks.toggle(3);
    bookmarks.toggle(8);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.numberAt(0), 3ULL);
    QVERIFY(model.setData(model.index(1, BookmarkModel::Note), QStringLiteral("why")));
    QCOMPARE(bookmarks.note(5), QStringLiteral("why"));
    QCOMPARE(model.index(1, BookmarkModel::Time).data().toString(), QStringLiteral("0.004000"));
    QVERIFY(model.index(1, BookmarkModel::Event).data().toString().startsWith(QStringLiteral("listen(")));
    QVERIFY(!(model.flags(model.index(0, BookmarkModel::Event)) & Qt::ItemIsEditable));
    bookmarks.remove(5);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(reset.count(), 0); // an open editor stays
    bookmarks.setList({});
    QCOMPARE(model.rowCount(), 0);
}

void TestBookmarks::keySetsAndRemoves()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(20));
    PanelFixture::press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!f.message().isEmpty()); // nothing is selected
    f.view().chooseEvent(3);
    PanelFixture::press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(f.actions().bookmarks().has(3));
    const QModelIndex number = f.model().index(2, LogModel::Number);
    QCOMPARE(number.data().toString(), QStringLiteral("★ 3")); // not by colour
    QCOMPARE(number.data(Qt::AccessibleTextRole).toString(), QStringLiteral("3, bookmark"));
    PanelFixture::press(Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(number.data().toString(), QStringLiteral("3"));
}

void TestBookmarks::keysGoFromOneToTheNext()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(20));
    PanelFixture::press(Qt::Key_F2);
    QTRY_VERIFY(f.message().contains(QStringLiteral("Ctrl+B")));
    f.actions().bookmarks().setList({{4, {}}, {9, QStringLiteral("the interesting one")}});
    f.view().chooseEvent(5);
    PanelFixture::press(Qt::Key_F2);
    QTRY_COMPARE(f.selected(), 9ULL);
    QCOMPARE(f.message(), QStringLiteral("the interesting one"));
    PanelFixture::press(Qt::Key_F2); // round the end
    QTRY_COMPARE(f.selected(), 4ULL);
    QVERIFY(!f.message().isEmpty());
    PanelFixture::press(Qt::Key_F2, Qt::ShiftModifier);
    QTRY_COMPARE(f.selected(), 9ULL);
}

void TestBookmarks::surviveAFilter()
{
    PanelFixture f;
    core::Batch batch = f.maker.calls(20);
    batch.events[8].call = core::Call::Getsockname;
    f.feed.append(std::move(batch));
    f.actions().bookmarks().setList({{4, {}}, {9, {}}});
    f.setFilter(QStringLiteral("getsockname"));
    QTRY_COMPARE(f.model().rowCount(), 1);
    QCOMPARE(f.actions().bookmarks().count(), 2);
    PanelFixture::press(Qt::Key_F2);
    QTRY_COMPARE(f.selected(), 9ULL);
    PanelFixture::press(Qt::Key_F2); // the hidden one is passed over
    QTRY_COMPARE(f.selected(), 9ULL);
    f.setFilter(QStringLiteral("nowhere"));
    QTRY_COMPARE(f.model().rowCount(), 0);
    PanelFixture::press(Qt::Key_F2);
    QTRY_VERIFY(f.message().contains(QStringLiteral("hides")));
    f.setFilter({});
    QTRY_COMPARE(f.model().rowCount(), 20);
    QCOMPARE(f.model().index(3, LogModel::Number).data().toString(), QStringLiteral("★ 4"));
}

void TestBookmarks::emptyListSaysHow()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(2));
    PanelFixture::press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    const auto* empty = f.actions().bookmarkPane().findChild<widgets::LogOverlay*>();
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains(QStringLiteral("Ctrl+B")));
    f.actions().bookmarks().toggle(1);
    QVERIFY(!empty->isVisible());
    f.actions().bookmarks().toggle(1);
    QVERIFY(empty->isVisible());
}

void TestBookmarks::listGoesEditsAndRemoves()
{
    PanelFixture f;
    f.feed.append(f.maker.calls(20));
    f.actions().bookmarks().setList({{4, {}}, {9, {}}});
    PanelFixture::press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QTableView& table = f.actions().bookmarkPane().table();
    QVERIFY(table.hasFocus());
    PanelFixture::press(Qt::Key_Down);
    PanelFixture::press(Qt::Key_Return);
    QTRY_COMPARE(f.selected(), 9ULL);
    PanelFixture::press(Qt::Key_F2); // edits here
    QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    PanelFixture::type(QStringLiteral("look"));
    PanelFixture::press(Qt::Key_Return);
    QTRY_COMPARE(f.actions().bookmarks().note(9), QStringLiteral("look"));
    QTRY_VERIFY(table.hasFocus());
    PanelFixture::press(Qt::Key_Delete);
    QCOMPARE(f.actions().bookmarks().count(), 1);
    PanelFixture::press(Qt::Key_Escape);
    QVERIFY(f.actions().bookmarkPane().isHidden());
    QVERIFY(f.view().hasFocus());
}

GUI_TEST(TestBookmarks)
#include "tst_bookmarks.moc"
