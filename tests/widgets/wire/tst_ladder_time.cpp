// SPDX-License-Identifier: GPL-3.0-or-later
// Time on the ladder: pauses that are folded, calls that wait, and events that are dropped.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/ladder_items.h"

#include <QTest>

using namespace wire_test;
using core::Source;
using widgets::LadderItem;
using widgets::LadderKind;
using widgets::LadderLayout;

class TestLadderTime final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void foldsGaps_data()
    {
        QTest::addColumn<qint64>("pauseNs");
        QTest::addColumn<qint64>("tookNs"); // of the call before the pause
        QTest::addColumn<qint64>("gapNs");  // 0: none
        const qint64 least = LadderLayout::kGapNs;
        QTest::newRow("no pause") << qint64(10'000) << qint64(0) << qint64(0);
        QTest::newRow("just too short") << least - 1 << qint64(0) << qint64(0);
        QTest::newRow("just long enough") << least << qint64(0) << least;
        QTest::newRow("1.2 s") << qint64(1'200'000'000) << qint64(0) << qint64(1'200'000'000);
        QTest::newRow("a long call fills the time") << qint64(1'200'000'000) << qint64(1'200'000'000) << qint64(0);
        QTest::newRow("counted from the end of the call")
            << qint64(1'200'000'000) << qint64(200'000'000) << qint64(1'000'000'000);
        QTest::newRow("a day") << qint64(86'400'000'000'000) << qint64(0) << qint64(86'400'000'000'000);
    }
    void foldsGaps()
    {
        QFETCH(qint64, pauseNs);
        QFETCH(qint64, tookNs);
        QFETCH(qint64, gapNs);
        core::Event first;
        first.call = Call::Listen;
        first.startNs = 5'000;
        first.tookNs = tookNs;
        core::Event second = first;
        second.startNs += pauseNs;
        LadderLayout ladder;
        ladder.add(1, first);
        ladder.add(2, second);
        QCOMPARE(ladder.size(), gapNs > 0 ? 3U : 2U);
        if (gapNs == 0)
            return;
        QCOMPARE(ladder.at(1).kind, LadderKind::Gap);
        QCOMPARE(ladder.at(1).gapNs, gapNs);
        QCOMPARE(ladder.at(1).number, 2U);
        QCOMPARE(ladder.indexOf(2), 2U); // the event, not its gap
    }

    void waitingCallsDoNotFillAGap()
    {
        Story s;
        s.call(Side::Server, 0, Call::Listen, 7, {128}, 0);
        s.call(Side::Server, 0, Call::EpollWait, 4, {16, -1}, 1).tookNs = 3'000'000'000;
        s.wait(3'000'000'000);
        s.call(Side::Server, 1, Call::Accept4, 7, {}, 8);
        LadderLayout ladder;
        addAll(ladder, s.events);
        QCOMPARE(ladder.size(), 3U);
        QCOMPARE(ladder.at(1).kind, LadderKind::Gap);
    }

    void letsEventsGo_data()
    {
        QTest::addColumn<quint64>("from");
        QTest::addColumn<quint64>("firstKept"); // 0: none
        QTest::newRow("nothing") << quint64(1) << quint64(1);
        QTest::newRow("one") << quint64(2) << quint64(3); // 2 is not drawn
        QTest::newRow("up to a gap, which goes too") << quint64(4) << quint64(4);
        QTest::newRow("all") << quint64(5) << quint64(0);
        QTest::newRow("far beyond") << quint64(1000) << quint64(0);
    }
    void letsEventsGo()
    {
        QFETCH(quint64, from);
        QFETCH(quint64, firstKept);
        Story s;
        s.call(Side::Server, 0, Call::Listen, 7, {128}, 0);
        s.call(Side::Server, 0, Call::EpollWait, 4, {16, -1}, 1);
        s.state(Side::Server, 0, TcpState::Closed, TcpState::Listen, Source::Sampled);
        s.wait(1'000'000'000);
        s.call(Side::Client, 1, Call::Connect, 9, {}, 0);
        LadderLayout ladder;
        addAll(ladder, s.events);
        const std::int64_t bottom = ladder.bottom();
        ladder.dropBefore(from);
        QCOMPARE(ladder.empty(), firstKept == 0);
        if (firstKept == 0)
            return;
        QCOMPARE(ladder.at(0).number, firstKept);
        QVERIFY(ladder.at(0).kind != LadderKind::Gap);
        QCOMPARE(ladder.bottom(), bottom); // what is kept does not move
        QCOMPARE(ladder.top(), ladder.at(0).y - 4);
    }

    void startsAnewAfterClear()
    {
        Story s;
        tellEcho(s);
        LadderLayout ladder;
        addAll(ladder, s.events);
        ladder.clear();
        QVERIFY(ladder.empty());
        QCOMPARE(ladder.top(), 0);
        QCOMPARE(ladder.bottom(), 0);
        QCOMPARE(ladder.nearest(3), LadderLayout::kNone);
        QCOMPARE(ladder.indexOf(2), LadderLayout::kNone);
        Story later;
        later.wait(60'000'000'000);
        later.call(Side::Server, 0, Call::Listen, 7, {128}, 0);
        addAll(ladder, later.events, 1000);
        QCOMPARE(ladder.size(), 1U); // no gap to what was cleared
        QCOMPARE(ladder.at(0).y, 0);
    }

    void callsThatWaitAreBars()
    {
        constexpr std::int64_t ms = 1'000'000;
        Story s;
        const auto waits = [&s](Side side, std::int64_t tookNs) {
            s.call(side, 1, Call::Recv, 9, {1, 0}, 0).tookNs = tookNs;
        };
        waits(Side::Client, ms); // y 0: over before the next
        s.wait(2 * ms);
        waits(Side::Client, ms - 1); // y 4: too short
        s.wait(2 * ms);
        waits(Side::Server, 10 * ms);                   // y 8: waits while the next two happen
        s.call(Side::Client, 1, Call::Send, 9, {1}, 1); // y 12
        s.call(Side::Client, 1, Call::Send, 9, {1}, 1); // y 16
        s.wait(10 * ms);
        s.call(Side::Client, 1, Call::Close, 9, {}, 0); // y 20
        waits(Side::Client, 5 * ms);                    // y 24: not over yet
        LadderLayout ladder;
        addAll(ladder, s.events);
        const std::vector<widgets::LadderBar> expected{
            {24, 27, Side::Client, true}, {0, 3, Side::Client, false}, {8, 16, Side::Server, false}};
        QVERIFY(ladder.barsIn(0, 100) == expected);
        QVERIFY(ladder.barsIn(4, 7).empty());
        QCOMPARE(ladder.barsIn(3, 3).size(), 1U);
        QCOMPARE(ladder.barsIn(15, 15).size(), 1U);
        ladder.dropBefore(3);
        QCOMPARE(ladder.barsIn(0, 100).size(), 2U);
        ladder.clear();
        QVERIFY(ladder.barsIn(0, 100).empty());
    }

    void connectWaitsForItsOutcome_data()
    {
        QTest::addColumn<core::Event>("outcome");
        QTest::addColumn<bool>("ends");
        Story s;
        const auto row = [&s](const char* name, bool ends) { QTest::newRow(name) << s.events.back() << ends; };
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0);
        row("SO_ERROR", true);
        s.call(Side::Client, 1, Call::Close, 9, {}, 0);
        row("closed before", true);
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_RCVBUF, 4}, 0);
        row("another option", false);
        s.call(Side::Client, 2, Call::Getsockopt, 10, {SOL_SOCKET, SO_ERROR, 4}, 0);
        row("of another connection", false);
        s.call(Side::Server, 1, Call::Getsockopt, 8, {SOL_SOCKET, SO_ERROR, 4}, 0);
        row("of the other end", false);
    }
    void connectWaitsForItsOutcome()
    {
        QFETCH(core::Event, outcome);
        QFETCH(bool, ends);
        Story s;
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, {}, EINPROGRESS); // y 0
        s.state(Side::Client, 1, TcpState::Closed, TcpState::SynSent, Source::Sampled);
        s.wait(1'000'000'000); // the gap is folded, the bar goes through it
        outcome.startNs = s.nowNs;
        s.events.push_back(outcome);
        LadderLayout ladder;
        addAll(ladder, s.events);
        const std::int64_t last = ladder.at(ladder.size() - 1).y;
        const std::vector<widgets::LadderBar> expected{{0, last, Side::Client, !ends}};
        QVERIFY(ladder.barsIn(0, 100) == expected);
    }

    void longBarsAreFoundFromEverywhere()
    {
        Story s;
        s.call(Side::Server, 1, Call::Recv, 8, {1, 0}, 0).tookNs = 3'000'000'000;
        for (int i = 0; i < 200; ++i)
            s.call(Side::Client, 1, Call::Send, 9, {1}, 1);
        s.wait(3'000'000'000);
        s.call(Side::Client, 1, Call::Close, 9, {}, 0);
        LadderLayout ladder;
        addAll(ladder, s.events);
        const std::vector<widgets::LadderBar> expected{{0, 800, Side::Server, false}};
        for (const std::int64_t y : {0, 100, 500, 800})
            QVERIFY(ladder.barsIn(y, y + 10) == expected);
        QVERIFY(ladder.barsIn(801, 900).empty());
        ladder.dropBefore(100); // its call is gone, but it waited here
        QVERIFY(ladder.barsIn(500, 510) == expected);
        ladder.dropBefore(250);
        QVERIFY(ladder.barsIn(500, 510).empty());
    }
};

GUILESS_TEST(TestLadderTime)
#include "tst_ladder_time.moc"
