// SPDX-License-Identifier: GPL-3.0-or-later
// The wire as the user meets it: mouse, keys, following, screen reader, and how long a frame takes.
#include "tests/widgets/wire/wire_events.h"
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_painter.h"
#include "widgets/wire/ladder_view.h"
#include "widgets/wire/wire_panel.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <memory>
#include <set>

using namespace wire_test;
using widgets::EventFeed;
using widgets::LadderItem;
using widgets::LadderKind;
using widgets::LadderLayout;
using widgets::LadderView;
using widgets::WirePanel;

namespace {

// A panel on the screen with the events of some echoes.
struct Fixture
{
    explicit Fixture(int echoes, QSize size = {640, 420}, std::size_t limit = 500'000)
        : feed({.events = limit, .payloadBytes = 1 << 20}), panel(feed), view(panel.view())
    {
        panel.resize(size);
        panel.show();
        tell(echoes);
    }
    void tell(int echoes)
    {
        for (int i = 0; i < echoes; ++i)
            tellEcho(story, ++connection);
        feed.append(story.batch());
    }
    QScrollBar* bar() const { return view->verticalScrollBar(); }
    QPushButton* follow() const { return panel.findChild<QPushButton*>(QStringLiteral("follow")); }
    QPoint placeOf(std::uint64_t number) const
    {
        const LadderItem& item = view->ladder().at(view->ladder().indexOf(number));
        const QRect row = view->eventRect(number);
        const bool server = item.side == Side::Server;
        if (item.kind == LadderKind::State)
            return {row.center().x() + (server ? -20 : 20), row.center().y()};
        return {server ? row.width() / 4 : row.width() * 3 / 4, row.center().y()};
    }

    Story story;
    core::ConnectionId connection = 0;
    EventFeed feed;
    WirePanel panel;
    LadderView* view;
};

std::size_t colorsOf(const QImage& image)
{
    std::set<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colors.insert(image.pixel(x, y));
    }
    return colors.size();
}

bool hasColor(const QImage& image, const QColor& wanted)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == wanted)
                return true;
        }
    }
    return false;
}

} // namespace

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

    void whatCameAfterTheMomentIsFaded()
    {
        Fixture f(1, {640, 800});
        const widgets::PastTables tables;
        const std::uint64_t middle = f.feed.recording().size() / 2;
        const int y = f.view->eventRect(middle).bottom() + 10;
        const auto above = [&] { return f.view->grab(QRect(0, 0, 640, y - 20)).toImage(); };
        const auto below = [&] { return f.view->grab(QRect(0, y, 640, 400)).toImage(); };
        const QImage aboveBefore = above();
        const QImage belowBefore = below();
        f.panel.showMoment(widgets::Moment{.number = middle, .ns = 1, .tables = &tables});
        QCOMPARE(above(), aboveBefore);
        QVERIFY(below() != belowBefore);
        QVERIFY(!hasColor(below(), widgets::color(widgets::Role::Server, f.panel.palette())));
        f.panel.showMoment(std::nullopt);
        QCOMPARE(below(), belowBefore);
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

    void paints_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("echoes");
        for (const bool dark : {false, true}) {
            for (const int width : {40, 260, 500, 640, 1600}) {
                for (const int echoes : {0, 2})
                    QTest::addRow("%s, %d px, %d echoes", dark ? "dark" : "light", width, echoes)
                        << dark << width << echoes;
            }
        }
    }
    void paints()
    {
        QFETCH(bool, dark);
        QFETCH(int, width);
        QFETCH(int, echoes);
        widgets::applyTheme(*qApp, dark);
        EventFeed feed(core::Recording::Limits{});
        LadderView view(feed);
        view.resize(width, 800);
        Story s;
        for (int i = 0; i < echoes; ++i)
            tellEcho(s, static_cast<core::ConnectionId>(i + 1));
        s.call(Side::Client, 9, Call::Connect, 9, {}, -1, address("127.0.0.1", 1), ECONNREFUSED);
        if (echoes > 0)
            feed.append(s.batch());
        const QImage image = view.grab().toImage();
        const QPalette palette = QApplication::palette();
        QVERIFY(hasColor(image, widgets::color(widgets::Role::Card, palette)));
        QVERIFY(hasColor(image, widgets::color(widgets::Role::Server, palette)));
        if (width >= 260) {
            QVERIFY(hasColor(image, widgets::color(widgets::Role::Client, palette)));
            QCOMPARE(hasColor(image, widgets::color(widgets::Role::Error, palette)), echoes > 0);
            QVERIFY(colorsOf(image) > 20);
        }
        QCOMPARE(image, view.grab().toImage()); // nothing moves by itself
        widgets::applyTheme(*qApp, false);
    }

    void paintsSelectionAndHover()
    {
        Fixture f(1, {640, 1200});
        const QImage plain = f.view->grab().toImage();
        QTest::mouseMove(f.view->viewport(), f.placeOf(4));
        QMouseEvent move(QEvent::MouseMove, f.placeOf(4), f.view->viewport()->mapToGlobal(f.placeOf(4)), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(f.view->viewport(), &move);
        const QImage hovered = f.view->grab().toImage();
        QVERIFY(hovered != plain);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(f.view->viewport(), &leave);
        QCOMPARE(f.view->grab().toImage(), plain);
        f.panel.selectEvent(4);
        const QImage selected = f.view->grab().toImage();
        QVERIFY(selected != plain && selected != hovered);
    }

    void halfAMillionEvents()
    {
        EventFeed feed({.events = 500'000, .payloadBytes = 256U << 20});
        WirePanel panel(feed);
        panel.resize(640, 900);
        panel.show();
        LadderView* view = panel.view();
        Story s;
        core::ConnectionId id = 0;
        while (s.events.size() < 500'000)
            tellEcho(s, 1 + ++id / 100);
        s.events.resize(500'000);
        core::Batch batch = s.batch();
        QElapsedTimer clock;
        clock.start();
        feed.append(std::move(batch));
        const double appendMs = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        QVERIFY(view->ladder().size() > 400'000);

        std::vector<double> frames;
        for (int i = 0; i < 100; ++i) {
            view->verticalScrollBar()->setValue(
                static_cast<int>(static_cast<std::int64_t>(view->verticalScrollBar()->maximum()) * i / 100));
            clock.restart();
            view->viewport()->repaint();
            view->grab();
            frames.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        }
        std::sort(frames.begin(), frames.end());

        clock.restart();
        feed.append([&] { // lets the oldest tenth go
            tellEcho(s, ++id);
            return s.batch();
        }());
        const double trimMs = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        QVERIFY(feed.recording().letGo() > 0);
        qInfo("append 500,000: %.1f ms; frame: median %.2f ms, worst %.2f ms; trim of a tenth: %.1f ms", appendMs,
              frames[50], frames[99], trimMs);
        // Far above what it takes, far below what painting all rows would take.
        QVERIFY2(frames[50] < 200, "a frame must cost what is in sight, not what there is");
    }
};

QTEST_MAIN(TestWirePanel)
#include "tst_wire_panel.moc"
