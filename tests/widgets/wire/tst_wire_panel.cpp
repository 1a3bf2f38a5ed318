// SPDX-License-Identifier: GPL-3.0-or-later
// The wire as the user meets it: choosing, following, zooming, and what stays in sight.
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

class TestWirePanel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, false); }

    void clickChoosesWhatWasHit()
    {
        Fixture f(4);
        f.view->setFollowing(false);
        f.bar()->setValue(f.bar()->maximum() / 2);
        QSignalSpy chosen(&f.panel, &WirePanel::eventSelected);
        const auto numbers = f.view->visibleEvents();
        QVERIFY(numbers.size() > 10);
        for (std::size_t i = 1; i + 1 < numbers.size(); ++i) {
            chosen.clear();
            QTest::mouseClick(f.view->viewport(), Qt::LeftButton, {}, f.placeOf(numbers[i]));
            QCOMPARE(chosen.count(), 1);
            QCOMPARE(chosen[0][0].toULongLong(), numbers[i]);
            QCOMPARE(f.view->selectedEvent(), numbers[i]);
        }
        chosen.clear();
        QTest::mouseClick(f.view->viewport(), Qt::LeftButton, {}, QPoint(5, 2)); // the captions
        QTest::mouseClick(f.view->viewport(), Qt::RightButton, {}, f.placeOf(numbers[3]));
        QCOMPARE(chosen.count(), 0);
    }

    void clickChoosesAmongPackets()
    {
        EventFeed feed(core::Recording::Limits{});
        WirePanel panel(feed);
        panel.resize(640, 1400);
        panel.show();
        Story s;
        tellObserved(s);
        feed.append(s.batch());
        LadderView* view = panel.view();
        int packets = 0;
        for (const std::uint64_t number : view->visibleEvents()) {
            const LadderItem& item = view->ladder().at(view->ladder().indexOf(number));
            const QRect row = view->eventRect(number);
            const bool server = item.side == Side::Server;
            QPoint place(server ? row.width() / 8 : row.width() * 7 / 8, row.center().y());
            if (item.kind == LadderKind::State)
                place.setX(row.center().x() + (server ? -40 : 40));
            if (item.kind == LadderKind::Packet) {
                place.setX(row.center().x());
                ++packets;
            }
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place);
            QCOMPARE(view->selectedEvent(), number);
            QCOMPARE(view->eventAt(place), number);
        }
        QCOMPARE(packets, 10);
    }

    // 3 sends became 1 recv: written beside the recv, spoken, and drawn while one of them is chosen or hovered over.
    void pairsSendsAndRecvs()
    {
        EventFeed feed(core::Recording::Limits{});
        LadderView view(feed);
        view.resize(640, 400);
        Story s;
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, {}, EINPROGRESS);
        s.call(Side::Server, 1, Call::Accept4, 7, {}, 8);
        for (int i = 0; i < 3; ++i)
            s.call(Side::Client, 1, Call::Send, 9, {6, 0}, 6, text("Hello!"));
        s.call(Side::Server, 1, Call::Recv, 8, {65536, 0}, 18, text("Hello!Hello!Hello!"));
        feed.append(s.batch());
        QVERIFY2(view.spokenText(6).endsWith(QStringLiteral("bytes 0–17, 3 sends")), qPrintable(view.spokenText(6)));
        QVERIFY2(view.spokenText(4).endsWith(QStringLiteral("bytes 6–11, 1 recv")), qPrintable(view.spokenText(4)));
        const auto middle = [&view] { // between the lifelines, where the bracket stands
            const QImage image = view.grab().toImage();
            return image.copy(image.width() * 2 / 5, 0, image.width() / 5, image.height());
        };
        const QImage plain = middle();
        view.selectEvent(6);
        const QImage fromRecv = middle();
        QVERIFY(fromRecv != plain);
        view.selectEvent(3);
        QVERIFY(middle() != plain);
        view.selectEvent(2); // accept4 moves no bytes
        QCOMPARE(middle(), plain);

        s.call(Side::Server, 2, Call::Accept4, 7, {}, 10);
        s.call(Side::Server, 2, Call::Recv, 10, {65536, 0}, 18, text("Hello!Hello!Hello!"));
        feed.append(s.batch()); // a foreign client: nothing to pair
        QVERIFY(view.spokenText(8).endsWith(QStringLiteral(" = 18")));
        feed.clear();
        QVERIFY(!view.scene().pairing.of(6, core::Event{}).known());
    }

    void followAsksForNow()
    {
        Fixture f(40);
        const QSignalSpy asked(&f.panel, &WirePanel::followRequested);
        QTest::mouseClick(f.follow(), Qt::LeftButton); // pauses
        QCOMPARE(asked.count(), 0);
        QTest::mouseClick(f.follow(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
    }

    void gapsCannotBeChosen()
    {
        Fixture f(1, {640, 1200});
        QSignalSpy chosen(&f.panel, &WirePanel::eventSelected);
        const LadderLayout& ladder = f.view->ladder();
        int gaps = 0;
        for (std::size_t i = 0; i < ladder.size(); ++i) {
            if (ladder.at(i).kind != LadderKind::Gap)
                continue;
            ++gaps;
            const QRect next = f.view->eventRect(ladder.at(i).number);
            const QPoint middle(f.view->viewport()->width() / 2, next.center().y() - next.height());
            QTest::mouseClick(f.view->viewport(), Qt::LeftButton, {}, middle);
        }
        QCOMPARE(gaps, 2);
        QCOMPARE(chosen.count(), 0);
    }

    void selectionFromElsewhereIsSilentAndInSight()
    {
        Fixture f(20);
        QSignalSpy chosen(&f.panel, &WirePanel::eventSelected);
        f.panel.selectEvent(4);
        QCOMPARE(chosen.count(), 0);
        QCOMPARE(f.view->selectedEvent(), 4U);
        QVERIFY(!f.view->isFollowing());
        QVERIFY(f.view->viewport()->rect().contains(f.view->eventRect(4).center()));
        f.panel.selectEvent(200);
        QVERIFY(f.view->viewport()->rect().contains(f.view->eventRect(200).center()));
        f.panel.selectEvent(1); // epoll_wait: not on the ladder, its moment is shown
        QVERIFY(f.view->eventRect(1).isEmpty());
        QVERIFY(f.view->viewport()->rect().contains(f.view->eventRect(2).center()));
        f.panel.selectEvent(0);
        QCOMPARE(f.view->selectedEvent(), 0U);
        f.panel.selectEvent(999'999);
        QCOMPARE(chosen.count(), 0);
    }

    void zooms()
    {
        Fixture f(3);
        const auto height = [&] { return f.view->eventRect(2).height(); };
        const int normal = height();
        QTest::keyClick(f.view, Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(height() > normal);
        QTest::keyClick(f.view, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(height(), normal);
        QTest::keyClick(f.view, Qt::Key_Minus, Qt::ControlModifier);
        QVERIFY(height() < normal);
        f.view->setZoom(-100);
        QCOMPARE(f.view->zoom(), widgets::LadderPainter::kMinimumZoom);
        f.view->setZoom(100);
        QCOMPARE(f.view->zoom(), widgets::LadderPainter::kMaximumZoom);
    }

    void zoomKeepsThePlace()
    {
        Fixture f(30);
        f.view->setFollowing(false);
        f.bar()->setValue(f.bar()->maximum() / 2);
        const auto numbers = f.view->visibleEvents();
        const std::uint64_t middle = numbers[numbers.size() / 2];
        f.view->setZoom(3);
        QVERIFY(f.view->viewport()->rect().contains(f.view->eventRect(middle).center()));
    }

    void followsUntilScrolledUp()
    {
        Fixture f(10);
        QSignalSpy following(f.view, &LadderView::followingChanged);
        QVERIFY(f.view->isFollowing());
        QCOMPARE(f.bar()->value(), f.bar()->maximum());
        f.tell(1);
        QCOMPARE(f.bar()->value(), f.bar()->maximum());
        QCOMPARE(following.count(), 0);

        QWheelEvent wheel(QPointF(50, 80), f.view->viewport()->mapToGlobal(QPointF(50, 80)), {}, QPoint(0, 120),
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(f.view->viewport(), &wheel);
        QVERIFY(!f.view->isFollowing());
        QCOMPARE(following.count(), 1);
        const int value = f.bar()->value();
        f.tell(3);
        QCOMPARE(f.bar()->value(), value);
        QVERIFY(f.bar()->maximum() > value);

        QVERIFY(f.follow()->text().contains(QLatin1Char('F')));
        QTest::mouseClick(f.follow(), Qt::LeftButton);
        QVERIFY(f.view->isFollowing());
        QCOMPARE(f.bar()->value(), f.bar()->maximum());
        QTest::mouseClick(f.follow(), Qt::LeftButton); // now it is Pause
        QVERIFY(!f.view->isFollowing());
        f.tell(1);
        QVERIFY(f.bar()->value() < f.bar()->maximum());
        f.bar()->setValue(f.bar()->maximum()); // scrolled to the end by hand
        QVERIFY(f.view->isFollowing());
    }

    void whatIsInSightStaysWhenOldEventsGo()
    {
        Fixture f(3, {640, 420}, 1000);
        while (f.feed.recording().size() < 900)
            f.tell(1);
        f.view->setFollowing(false);
        f.bar()->setValue(f.bar()->maximum() - 500);
        const std::uint64_t seen = f.view->visibleEvents().at(3);
        const int y = f.view->eventRect(seen).top();
        while (f.feed.recording().letGo() == 0)
            f.tell(1);
        QVERIFY(f.feed.recording().find(seen));
        QVERIFY(std::abs(f.view->eventRect(seen).top() - y) <= 1);
        QVERIFY(!f.view->isFollowing());
    }

    void choosesAConnection()
    {
        Fixture f(3);
        auto* chooser = f.panel.findChild<QComboBox*>();
        QCOMPARE(chooser->count(), 4);
        const std::size_t all = f.view->ladder().size();
        chooser->setCurrentIndex(2); // connection 2
        QCOMPARE(f.view->ladder().connectionFilter(), std::optional<core::ConnectionId>(2));
        QVERIFY(f.view->ladder().size() < all);
        for (std::size_t i = 0; i < f.view->ladder().size(); ++i) {
            const core::ConnectionId id = f.feed.recording().find(f.view->ladder().at(i).number)->connection;
            QVERIFY(id == 2 || id == 0);
        }
        f.tell(1); // a new connection does not change the choice
        QCOMPARE(f.view->ladder().connectionFilter(), std::optional<core::ConnectionId>(2));
        QVERIFY(chooser->currentText().startsWith(QStringLiteral("connection 2 ")));
        chooser->setCurrentIndex(0);
        QVERIFY(!f.view->ladder().connectionFilter());
        QVERIFY(f.view->ladder().size() > all);
    }

    void namesTheEnds()
    {
        Fixture f(1);
        f.story.call(Side::Client, 2, Call::Connect, 9, {}, -1, address("127.0.0.1", 9000), EINPROGRESS);
        f.feed.append(f.story.batch());
        QTRY_COMPARE(f.view->ends(), widgets::LadderEnds());
        auto* chooser = f.panel.findChild<QComboBox*>();
        chooser->setCurrentIndex(1); // the newest
        QCOMPARE(f.view->ends().server, QStringLiteral("9000, not this program"));
        const QImage foreign = f.view->viewport()->grab(QRect(0, 0, 320, 24)).toImage();
        chooser->setCurrentIndex(2);
        QCOMPARE(f.view->ends().server, QStringLiteral("8080"));
        QVERIFY(f.view->viewport()->grab(QRect(0, 0, 320, 24)).toImage() != foreign);
    }

    void clears()
    {
        Fixture f(10);
        f.panel.findChild<QComboBox*>()->setCurrentIndex(1);
        f.panel.selectEvent(4);
        f.feed.clear();
        QVERIFY(f.view->ladder().empty());
        QCOMPARE(f.view->selectedEvent(), 0U);
        QVERIFY(f.view->isFollowing());
        QCOMPARE(f.panel.findChild<QComboBox*>()->currentIndex(), 0);
        QVERIFY(!f.view->ladder().connectionFilter());
        f.tell(1);
        QVERIFY(!f.view->ladder().empty());
    }
};

GUI_TEST(TestWirePanel)
#include "tst_wire_panel.moc"
