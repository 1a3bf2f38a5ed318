// SPDX-License-Identifier: GPL-3.0-or-later
// The tab as the user meets it: mouse, keys, the choice of a connection, the clock, a screen reader.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/common/state_text.h"
#include "widgets/common/theme.h"
#include "widgets/states/end_summary.h"
#include "widgets/states/state_diagram_view.h"
#include "widgets/states/states_panel.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace wire_test;
using core::Source;
using widgets::EndSummary;
using widgets::StateDiagramView;
using widgets::StatesPanel;

namespace {

struct StatesPanelFixture
{
    explicit StatesPanelFixture(int echoes)
        : feed(core::Recording::Limits{}), panel(feed, nullptr, [this] { return now; })
    {
        panel.resize(1380, 320);
        panel.show();
        for (int i = 0; i < echoes; ++i)
            tellEcho(story, core::ConnectionId(i + 1));
        tell();
    }
    void tell()
    {
        now = story.nowNs;
        feed.append(story.batch());
    }
    /// Both ends close, the client first.
    void tellClose(core::ConnectionId id = 1)
    {
        story.call(Side::Client, id, Call::Shutdown, 9, {SHUT_WR}, 0);
        story.state(Side::Client, id, TcpState::Established, TcpState::FinWait1, Source::Inferred);
        story.state(Side::Client, id, TcpState::FinWait1, TcpState::FinWait2, Source::Sampled);
        story.call(Side::Server, id, Call::Close, 8, {}, 0);
        story.state(Side::Client, id, TcpState::FinWait2, TcpState::TimeWait, Source::Inferred);
        tell();
    }
    std::uint64_t numberOf(core::ConnectionId id, Side side, TcpState to) const
    {
        for (std::size_t i = feed.recording().size(); i-- > 0;) {
            const core::Event& event = feed.recording().at(i);
            if (event.kind == core::EventKind::State && event.connection == id && event.side == side &&
                event.to() == to)
                return feed.recording().firstNumber() + i;
        }
        return 0;
    }
    QPoint centerOf(TcpState state) const { return view->diagram().nodeRect(state).center().toPoint(); }
    QPoint middleOf(TcpState from, TcpState to) const
    {
        return view->diagram().edge(from, to).path.pointAtPercent(0.5).toPoint();
    }

    std::int64_t now = 0;
    Story story;
    widgets::EventFeed feed;
    StatesPanel panel;
    StateDiagramView* view = panel.view();
    QComboBox* chooser = panel.findChild<QComboBox*>();
};

} // namespace

class TestStatesPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, false); }

    void emptySaysWhatToDo()
    {
        StatesPanelFixture f(0);
        QVERIFY(f.view->scene().isEmpty());
        QVERIFY(!f.panel.connection());
        QVERIFY(f.panel.explanation().contains(QStringLiteral("Start the server")));
        QSignalSpy chosen(&f.panel, &StatesPanel::eventSelected);
        QTest::mouseClick(f.view, Qt::LeftButton, {}, f.middleOf(TcpState::Established, TcpState::CloseWait));
        QTest::keyClick(f.view, Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        f.story.call(Side::Client, 1, Call::Send, 9, {1}, 1); // a UNIX socket has no states
        f.tell();
        QVERIFY(f.panel.explanation().contains(QStringLiteral("UNIX")));
    }

    void showsBothEndsOfTheNewest()
    {
        StatesPanelFixture f(2);
        QCOMPARE(f.panel.connection(), std::optional<core::ConnectionId>(2));
        QCOMPARE(f.view->spokenEnds(),
                 QStringLiteral("listener: LISTEN, server end: ESTABLISHED, client end: ESTABLISHED"));
        QCOMPARE(f.panel.explanation(), widgets::stateSentence(TcpState::Established));
        f.story.state(Side::Server, 2, TcpState::Established, TcpState::CloseWait, Source::Sampled);
        f.tell();
        QCOMPARE(f.view->scene().server->now(), TcpState::CloseWait);
        tellEcho(f.story, 3);
        f.tell();
        QCOMPARE(f.panel.connection(), std::optional<core::ConnectionId>(3));
    }

    void stayAtTheChosenConnection()
    {
        StatesPanelFixture f(2);
        f.chooser->setCurrentIndex(2); // the older one
        QCOMPARE(f.panel.connection(), std::optional<core::ConnectionId>(1));
        tellEcho(f.story, 3);
        f.tell();
        QCOMPARE(f.panel.connection(), std::optional<core::ConnectionId>(1));
        f.chooser->setCurrentIndex(0);
        QCOMPARE(f.panel.connection(), std::optional<core::ConnectionId>(3));
    }

    void clickOnAnArrowSelectsItsEvent()
    {
        StatesPanelFixture f(1);
        QSignalSpy chosen(&f.panel, &StatesPanel::eventSelected);
        QTest::mouseClick(f.view, Qt::LeftButton, {}, f.middleOf(TcpState::SynSent, TcpState::Established));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toULongLong(), f.numberOf(1, Side::Client, TcpState::Established));
        QCOMPARE(f.view->scene().markedEvent, f.numberOf(1, Side::Client, TcpState::Established));
        QTest::mouseClick(f.view, Qt::LeftButton, {}, f.middleOf(TcpState::Established, TcpState::CloseWait));
        QTest::mouseClick(f.view, Qt::RightButton, {}, f.middleOf(TcpState::SynSent, TcpState::Established));
        QCOMPARE(chosen.count(), 1); // one that was not taken, and the other button
    }

    void selectionFromElsewhereMarks()
    {
        StatesPanelFixture f(2);
        QSignalSpy chosen(&f.panel, &StatesPanel::eventSelected);
        const std::uint64_t number = f.numberOf(1, Side::Client, TcpState::Established);
        f.panel.selectEvent(number);
        QCOMPARE(f.view->scene().markedEvent, number);
        QCOMPARE(f.panel.connection(), std::optional<core::ConnectionId>(1)); // its connection is shown
        f.panel.selectEvent(2);                                               // a call
        QCOMPARE(f.view->scene().markedEvent, 0U);
        QCOMPARE(f.panel.connection(), std::optional<core::ConnectionId>(1));
        f.panel.selectEvent(999'999);
        QCOMPARE(chosen.count(), 0);
    }

    void hoverAndClickExplain()
    {
        StatesPanelFixture f(1);
        QTest::mouseMove(f.view, f.centerOf(TcpState::Closing));
        QTRY_COMPARE(f.panel.explanation(), widgets::stateSentence(TcpState::Closing));
        QTest::mouseMove(f.view, {3, 3});
        QTRY_COMPARE(f.panel.explanation(), widgets::stateSentence(TcpState::Established));
        QTest::mouseClick(f.view, Qt::LeftButton, {}, f.centerOf(TcpState::LastAck));
        QTest::mouseMove(f.view, {3, 3});
        QTRY_COMPARE(f.panel.explanation(), widgets::stateSentence(TcpState::LastAck));
    }

    void keysWalkAndSelect()
    {
        StatesPanelFixture f(1);
        f.tellClose();
        QSignalSpy chosen(&f.panel, &StatesPanel::eventSelected);
        QTest::keyClick(f.view, Qt::Key_Down);
        QCOMPARE(f.view->scene().chosen, TcpState::Closed);
        f.view->choose(TcpState::Established);
        QTest::keyClick(f.view, Qt::Key_Left);
        QTest::keyClick(f.view, Qt::Key_Left);
        QCOMPARE(f.view->scene().chosen, TcpState::FinWait2);
        QCOMPARE(f.panel.explanation(), widgets::stateSentence(TcpState::FinWait2));
        QTest::keyClick(f.view, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toULongLong(), f.numberOf(1, Side::Client, TcpState::FinWait2));
        QTest::keyClick(f.view, Qt::Key_Escape);
        QCOMPARE(f.view->scene().chosen, TcpState::Unknown);
    }

    void timeWaitCountsDown()
    {
        StatesPanelFixture f(1);
        f.tellClose();
        QCOMPARE(f.view->scene().countdown, QStringLiteral("60 s left"));
        f.now += 17'500'000'000;
        QTRY_COMPARE(f.view->scene().countdown, QStringLiteral("43 s left"));
        f.now += 50'000'000'000;
        QTRY_COMPARE(f.view->scene().client->now(), TcpState::Closed);
        QVERIFY(f.view->scene().countdown.isEmpty());
        QVERIFY(f.view->spokenEnds().endsWith(QStringLiteral("client end: CLOSED")));
        QCOMPARE(f.view->scene().client->steps.back().source, Source::Inferred);
        bool said = false;
        for (const EndSummary* end : f.panel.findChildren<EndSummary*>())
            said = said || end->sentence().contains(QStringLiteral("forgotten"));
        QVERIFY(said);
    }

    void theLastAckOfOurClientEndsTheServerEnd()
    {
        StatesPanelFixture f(1);
        f.story.state(Side::Server, 1, TcpState::Established, TcpState::CloseWait, Source::Sampled);
        f.story.state(Side::Server, 1, TcpState::CloseWait, TcpState::LastAck, Source::Inferred);
        f.tell();
        QCOMPARE(f.view->scene().server->now(), TcpState::LastAck);
        f.tellClose();
        QCOMPARE(f.view->scene().server->now(), TcpState::Closed);
        QVERIFY2(f.view->spokenEnds().contains(QStringLiteral("server end: CLOSED")), qPrintable(f.view->spokenEnds()));
    }

    void screenReader()
    {
        StatesPanelFixture f(1);
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(f.view);
        QVERIFY(list);
        QCOMPARE(list->childCount(), 11);
        QVERIFY(list->text(QAccessible::Description).contains(QStringLiteral("client end: ESTABLISHED")));
        int here = 0;
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface* item = list->child(i);
            QVERIFY(item);
            QCOMPARE(list->indexOfChild(item), i);
            QVERIFY(!item->rect().isEmpty());
            here += item->text(QAccessible::Name).contains(QStringLiteral("is here")) ? 1 : 0;
        }
        QCOMPARE(here, 2); // LISTEN and ESTABLISHED
        f.view->choose(TcpState::Closing);
        QVERIFY(list->focusChild());
        QVERIFY(list->focusChild()->text(QAccessible::Name).startsWith(QStringLiteral("CLOSING: ")));
        QVERIFY(!f.chooser->accessibleName().isEmpty());
    }

    void clearedIsEmpty()
    {
        StatesPanelFixture f(1);
        f.panel.selectEvent(f.numberOf(1, Side::Client, TcpState::Established));
        f.feed.clear();
        QVERIFY(f.view->scene().isEmpty());
        QCOMPARE(f.view->scene().markedEvent, 0U);
        QVERIFY(!f.panel.connection());
    }

    void paintsInBothSideColours_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void paintsInBothSideColours()
    {
        QFETCH(bool, dark);
        widgets::applyTheme(*qApp, dark);
        StatesPanelFixture empty(0);
        StatesPanelFixture f(1);
        const auto count = [](const QImage& image, const QColor& wanted) {
            int pixels = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    pixels += image.pixelColor(x, y) == wanted ? 1 : 0;
            }
            return pixels;
        };
        const QImage before = empty.view->grab().toImage();
        const QImage after = f.view->grab().toImage();
        for (const Side side : {Side::Server, Side::Client}) {
            const QColor ink = widgets::sideColor(side, f.view->palette());
            QCOMPARE(count(before, ink), 0);
            QVERIFY(count(after, ink) > 200);
        }
        widgets::applyTheme(*qApp, false);
    }
};

GUI_TEST(TestStatesPanel)
#include "tst_states_panel.moc"
