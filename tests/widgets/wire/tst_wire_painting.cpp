// SPDX-License-Identifier: GPL-3.0-or-later
// What the wire looks like, in light and dark, and how long a frame takes.
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
#include <set>

using namespace wire_test;

namespace {

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

class TestWirePainting final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, false); }

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

GUI_TEST(TestWirePainting)
#include "tst_wire_painting.moc"
