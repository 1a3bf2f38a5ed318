// SPDX-License-Identifier: GPL-3.0-or-later
// The wire without a mouse: keys, tool tips, and what a screen reader hears.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_fixture.h"
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_painter.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <memory>

using namespace wire_test;

class TestWireAccess final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, false); }

    void keysWalkTheEvents()
    {
        Fixture f(10);
        QSignalSpy chosen(&f.panel, &WirePanel::eventSelected);
        const LadderLayout& ladder = f.view->ladder();
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(f.view, key, modifiers);
            return f.view->selectedEvent();
        };
        const std::uint64_t newest = ladder.at(ladder.size() - 1).number;
        QCOMPARE(press(Qt::Key_Up), newest); // nothing chosen before: the newest
        QVERIFY(f.view->isFollowing());
        QCOMPARE(press(Qt::Key_Up), newest - 1);
        QVERIFY(!f.view->isFollowing());
        QCOMPARE(press(Qt::Key_Down), newest);
        QCOMPARE(press(Qt::Key_Down), newest); // there is no further one
        QCOMPARE(press(Qt::Key_Home), 2U);     // 1 is epoll_wait
        QCOMPARE(f.bar()->value(), 0);
        QCOMPARE(press(Qt::Key_Home), 2U);
        QCOMPARE(press(Qt::Key_Right), 8U); // socket() of the client
        QCOMPARE(press(Qt::Key_Right), 9U);
        QCOMPARE(press(Qt::Key_Left), 7U); // back to LISTEN of the server
        QCOMPARE(press(Qt::Key_Left), 5U); // 6 is a sample of TCP_INFO
        const std::uint64_t paged = press(Qt::Key_PageDown);
        QVERIFY(paged > 10 && paged < 60);
        QVERIFY(press(Qt::Key_PageUp) < 10);
        QCOMPARE(press(Qt::Key_End), newest);
        QVERIFY(f.view->isFollowing());
        QVERIFY(chosen.count() >= 10);
        QCOMPARE(chosen.last()[0].toULongLong(), newest);
        for (int i = 0; i < 30; ++i) { // every step is in sight
            press(Qt::Key_Up);
            QVERIFY(f.view->viewport()->rect().contains(f.view->eventRect(f.view->selectedEvent()).center()));
        }
    }

    void keysOnAnEmptyWireDoNothing()
    {
        EventFeed feed(core::Recording::Limits{});
        WirePanel panel(feed);
        panel.resize(640, 420);
        panel.show();
        QSignalSpy chosen(&panel, &WirePanel::eventSelected);
        for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End,
                                  Qt::Key_PageUp, Qt::Key_PageDown})
            QTest::keyClick(panel.view(), key);
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton);
        QCOMPARE(chosen.count(), 0);
        QVERIFY(panel.view()->isFollowing());
    }

    void toolTipTellsEverything()
    {
        Fixture f(1, {640, 1200});
        const QPoint place = f.placeOf(9); // connect()
        QHelpEvent help(QEvent::ToolTip, place, f.view->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(f.view->viewport(), &help);
        QTRY_VERIFY(QToolTip::isVisible());
        QVERIFY2(QToolTip::text().contains(QStringLiteral("connect(9, 127.0.0.1:8080) = -1 EINPROGRESS")),
                 qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void screenReaderHearsTheRows()
    {
        Fixture f(4);
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(f.view);
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), QStringLiteral("The wire"));
        const auto numbers = f.view->visibleEvents();
        QCOMPARE(list->childCount(), static_cast<int>(numbers.size()));
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface* row = list->child(i);
            QVERIFY(row && row->isValid());
            QCOMPARE(row->role(), QAccessible::ListItem);
            QCOMPARE(row->parent(), list);
            QCOMPARE(list->indexOfChild(row), i);
            QCOMPARE(row->text(QAccessible::Name), f.view->spokenText(numbers[static_cast<std::size_t>(i)]));
            QVERIFY(!row->state().selected);
        }
        QVERIFY(!list->child(-1));
        QVERIFY(!list->child(list->childCount()));
        QVERIFY(!list->focusChild());

        QTest::keyClick(f.view, Qt::Key_Up);
        const QString spoken = f.view->spokenText(f.view->selectedEvent());
        QVERIFY(spoken.startsWith(QStringLiteral("client, connection 4: ")));
        QCOMPARE(list->text(QAccessible::Value), spoken);
        QCOMPARE(list->text(QAccessible::Description), spoken);
        QVERIFY(list->focusChild());
        QCOMPARE(list->focusChild()->text(QAccessible::Name), spoken);
        QVERIFY(list->focusChild()->state().selected);
        const QRect row = list->focusChild()->rect();
        QCOMPARE(list->childAt(row.width() * 3 / 4 + row.left(), row.center().y()), list->focusChild());

        QAccessibleInterface* old = list->focusChild();
        f.feed.clear();
        QVERIFY(!old->isValid());
        QVERIFY(old->text(QAccessible::Name).isEmpty());
        QCOMPARE(list->childCount(), 0);
    }

    void everyControlHasANameAndAPlace()
    {
        Fixture f(1);
        for (QWidget* control : {static_cast<QWidget*>(f.panel.findChild<QComboBox*>()), static_cast<QWidget*>(f.view),
                                 static_cast<QWidget*>(f.follow())}) {
            QVERIFY(!control->accessibleName().isEmpty());
            QVERIFY(control->focusPolicy() & Qt::TabFocus);
        }
        QVERIFY(f.follow()->text().contains(QLatin1Char('&')));
    }
};

GUI_TEST(TestWireAccess)
#include "tst_wire_access.moc"
