// SPDX-License-Identifier: GPL-3.0-or-later
// The layout of the wire as plain data: what stands where.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/ladder_items.h"
#include "widgets/wire/ladder_geometry.h"

#include <QTest>

using namespace wire_test;
using core::Source;
using widgets::LadderGeometry;
using widgets::LadderItem;
using widgets::LadderKind;
using widgets::LadderLayout;

class TestLadderLayout final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shows_data()
    {
        QTest::addColumn<core::Event>("event");
        QTest::addColumn<bool>("shown");
        Story s;
        const auto row = [&s](const char* name, bool shown) { QTest::newRow(name) << s.events.back() << shown; };
        s.call(Side::Server, 0, Call::Socket, -1, {AF_INET, SOCK_STREAM}, 7);
        row("socket", true);
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, {}, ECONNREFUSED);
        row("failed connect", true);
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0);
        row("getsockopt of SO_ERROR", true);
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, TCP_INFO, 4}, 0);
        row("getsockopt with the number of TCP_INFO at another level", true);
        s.call(Side::Client, 1, Call::Getsockname, 9, {}, 0);
        row("getsockname", true);
        s.call(Side::Client, 1, Call::Getsockopt, 9, {IPPROTO_TCP, TCP_INFO, 232}, 0);
        row("sample of TCP_INFO", false);
        for (const Call waiting :
             {Call::EpollCreate1, Call::EpollCtl, Call::EpollWait, Call::Eventfd, Call::Read, Call::Write}) {
            s.call(Side::Server, 0, waiting, 4, {}, 0);
            row(core::callInfo(waiting).name, false);
        }
        s.state(Side::Server, 0, TcpState::Closed, TcpState::Listen, Source::Sampled);
        row("sampled state", true);
        s.state(Side::Client, 1, TcpState::Closed, TcpState::SynSent, Source::Inferred);
        row("inferred state", true);
        s.state(Side::Client, 1, TcpState::Closing, TcpState::Closing, Source::Kernel);
        row("a state that stays as it is", false);
        s.message(Side::Client, 1, core::Direction::Sent, text("x"));
        row("message", true);
        s.note(Side::Client, 0, core::NoteCode::NameResolved);
        row("note", true);
        s.add(core::EventKind::Packet, Side::Client, 1);
        row("packet", true);
    }
    void shows()
    {
        QFETCH(core::Event, event);
        LadderLayout ladder;
        QTEST(ladder.shows(event), "shown");
        ladder.add(1, event);
        QTEST(ladder.indexOf(1) != LadderLayout::kNone, "shown");
    }

    void keepsOrderKindAndSide()
    {
        Story s;
        s.call(Side::Server, 0, Call::Listen, 7, {128}, 0);
        s.call(Side::Server, 0, Call::Getsockopt, 7, {IPPROTO_TCP, TCP_INFO, 232}, 0);
        s.state(Side::Server, 0, TcpState::Closed, TcpState::Listen, Source::Sampled);
        s.call(Side::Client, 1, Call::Send, 9, {1, 0}, 1, text("x"));
        s.message(Side::Client, 1, core::Direction::Sent, text("x"));
        s.note(Side::Client, 1, core::NoteCode::ReadPaused);
        LadderLayout ladder;
        addAll(ladder, s.events, 11);

        const std::vector<LadderItem> expected{
            {11, 0, 0, LadderKind::Call, Side::Server},  {13, 2, 0, LadderKind::State, Side::Server},
            {14, 5, 0, LadderKind::Call, Side::Client},  {15, 8, 0, LadderKind::Message, Side::Client},
            {16, 12, 0, LadderKind::Note, Side::Client},
        };
        QVERIFY(items(ladder) == expected);
        QCOMPARE(ladder.top(), -4);
        QCOMPARE(ladder.bottom(), 16);
    }

    // Two things in one lane never overlap: what an arrow needs, and a badge, and a line of text.
    void nothingOverlaps_data()
    {
        QTest::addColumn<bool>("observed");
        QTest::newRow("calls and sampled states") << false;
        QTest::newRow("packets and states of the kernel") << true;
    }
    void nothingOverlaps()
    {
        QFETCH(bool, observed);
        Story s;
        for (core::ConnectionId id = 1; id <= 3; ++id)
            observed ? tellObserved(s, id) : tellEcho(s, id);
        LadderLayout ladder;
        addAll(ladder, s.events);
        std::array<std::int64_t, 2> reached{-100, -100}; // inside, outside
        std::size_t arrows = 0;
        for (const LadderItem& item : items(ladder)) {
            const bool arrow = isArrow(item.kind);
            const bool inside = isInside(item.kind);
            const int above = arrow ? LadderLayout::kArrowAbove : 2;
            const int below = arrow ? LadderLayout::kArrowBelow : 2;
            const int slack = item.kind == LadderKind::Message ? 1 : 0; // its letters are smaller
            std::int64_t& before = reached[inside ? 0 : 1];
            QVERIFY2(item.y - above >= before - slack, qPrintable(QString::number(item.number)));
            before = item.y + below;
            arrows += arrow ? 1 : 0;
        }
        QCOMPARE(arrows, observed ? 30U : 15U); // captured, or inferred: never both
    }

    void arrowsKeepTheirPlace()
    {
        namespace flag = core::tcp_flag;
        Story s;
        test_support::SegmentSource wire;
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, {}, EINPROGRESS);
        s.state(Side::Client, 1, TcpState::Closed, TcpState::SynSent, Source::Kernel);
        s.packet(wire, Side::Client, flag::kSyn);
        s.packet(wire, Side::Server, flag::kSyn);
        s.state(Side::Client, 1, TcpState::SynSent, TcpState::Established, Source::Kernel);
        s.call(Side::Client, 1, Call::Getpeername, 9, {}, 0);
        s.wait(1'000'000'000);
        s.packet(wire, Side::Client, flag::kAck);
        LadderLayout ladder;
        addAll(ladder, s.events);
        const std::vector<LadderItem> expected{
            {1, 0, 0, LadderKind::Call, Side::Client},
            {2, 2, 0, LadderKind::State, Side::Client},
            {3, 8, 0, LadderKind::Packet, Side::Client},
            {4, 13, 0, LadderKind::Packet, Side::Server},
            {5, 17, 0, LadderKind::State, Side::Client},
            {6, 20, 0, LadderKind::Call, Side::Client},
            {7, 24, 1'000'005'000, LadderKind::Gap, Side::Client},
            {7, 30, 0, LadderKind::Packet, Side::Client},
        };
        QVERIFY(items(ladder) == expected);
        LadderLayout first;
        first.add(3, s.events[2]);
        QCOMPARE(first.top(), -6); // its label is in sight
    }

    void whatMustHaveCrossedStandsAtItsEvent()
    {
        using widgets::CrossedKind;
        Story s;
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0);
        s.state(Side::Client, 1, TcpState::SynSent, TcpState::Established, Source::Sampled);
        s.call(Side::Client, 1, Call::Recv, 9, {100, 0}, 6, text("Hello!"));
        LadderLayout ladder;
        addAll(ladder, s.events);
        const auto crossed = [](std::uint64_t number, std::int64_t y, Side side, CrossedKind kind) {
            return LadderItem{number, y, 0, LadderKind::Crossed, side, kind};
        };
        const std::vector<LadderItem> expected{
            {1, 0, 0, LadderKind::Call, Side::Client},       crossed(2, 2, Side::Server, CrossedKind::SynAck),
            {2, 6, 0, LadderKind::State, Side::Client},      crossed(2, 12, Side::Client, CrossedKind::Ack),
            crossed(3, 17, Side::Server, CrossedKind::Data), {3, 20, 0, LadderKind::Call, Side::Client},
        };
        QVERIFY(items(ladder) == expected);
        QCOMPARE(ladder.indexOf(2), 2U); // the event, not what crossed
        QCOMPARE(ladder.indexOf(3), 5U);
        QCOMPARE(ladder.nextEvent(2, 1), 5U);
        QCOMPARE(ladder.nextEvent(5, -1), 2U);
        ladder.dropBefore(3);
        QCOMPARE(ladder.indexOf(3), 1U);
        QCOMPARE(ladder.top(), 11); // the label of the arrow is in sight
    }

    void whatIsCapturedAMomentLaterIsNotDrawnTwice_data()
    {
        QTest::addColumn<qint64>("later");
        QTest::addColumn<int>("flags");
        QTest::addColumn<bool>("once");
        QTest::newRow("the SYN of connect") << qint64(40'000) << int{core::tcp_flag::kSyn} << true;
        QTest::newRow("another segment") << qint64(40'000) << int{core::tcp_flag::kAck} << false;
        QTest::newRow("a SYN that is sent again") << qint64(1'000'000'000) << int{core::tcp_flag::kSyn} << false;
    }
    void whatIsCapturedAMomentLaterIsNotDrawnTwice()
    {
        QFETCH(qint64, later);
        QFETCH(int, flags);
        QFETCH(bool, once);
        Story s;
        s.call(Side::Client, 1, Call::Socket, -1, {AF_INET, SOCK_STREAM}, 9);
        s.call(Side::Client, 1, Call::Connect, 9, {}, -1, {}, EINPROGRESS);
        s.state(Side::Client, 1, TcpState::Closed, TcpState::SynSent, Source::Sampled);
        s.call(Side::Client, 1, Call::Getsockname, 9, {}, 0);
        s.add(core::EventKind::Packet, Side::Client, 1);
        s.events.back().startNs = s.events[2].startNs + later;
        s.events.back().args[2] = flags;
        LadderLayout ladder;
        addAll(ladder, s.events);

        LadderLayout without; // the same, had there been no inference
        for (std::size_t i = 0; i < s.events.size(); ++i) {
            if (i == 2)
                s.events[i].source = Source::Kernel;
            without.add(i + 1, s.events[i]);
        }
        QCOMPARE(items(ladder) == items(without), once);
        const auto isCrossed = [](const LadderItem& item) { return item.kind == LadderKind::Crossed; };
        const auto all = items(ladder);
        QCOMPARE(std::count_if(all.begin(), all.end(), isCrossed), once ? 0 : 1);
        s.call(Side::Client, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0);
        ladder.add(6, s.events.back());
        QVERIFY(ladder.at(1).kind == LadderKind::Call && ladder.at(1).bar > 0); // connect's bar is still its own
    }

    void badgesNeverOverlap()
    {
        Story s;
        for (int i = 0; i < 3; ++i) {
            tellEcho(s, static_cast<core::ConnectionId>(i + 1));
            s.state(Side::Server, 1, TcpState::Established, TcpState::CloseWait, Source::Sampled);
            s.state(Side::Client, 1, TcpState::Established, TcpState::FinWait1, Source::Inferred);
        }
        LadderLayout ladder;
        addAll(ladder, s.events);
        std::array<std::int64_t, 2> last{-100, -100}; // y of the last badge, and of the last thing outside
        for (const LadderItem& item : items(ladder)) {
            if (item.kind == LadderKind::Crossed)
                continue; // see nothingOverlaps()
            std::int64_t& before = last[item.kind == LadderKind::State ? 0 : 1];
            QVERIFY(item.y - before >= (item.kind == LadderKind::Message ? 3 : 4));
            before = item.y;
        }
    }

    void filtersAConnection()
    {
        Story s;
        s.call(Side::Server, 0, Call::Listen, 7, {128}, 0);
        s.call(Side::Client, 1, Call::Connect, 9, {}, 0);
        s.call(Side::Client, 2, Call::Connect, 10, {}, 0);
        s.call(Side::Server, 2, Call::Accept4, 7, {}, 8);
        s.note(Side::Client, 0, core::NoteCode::NameResolved);
        LadderLayout ladder;
        addAll(ladder, s.events);
        QCOMPARE(ladder.size(), 5U);
        ladder.setConnectionFilter(2);
        QVERIFY(ladder.empty());
        addAll(ladder, s.events);
        QCOMPARE(ladder.size(), 3U);
        QCOMPARE(ladder.at(0).number, 1U); // the listener stays
        QCOMPARE(ladder.at(1).number, 3U);
        QCOMPARE(ladder.at(2).number, 4U);
        ladder.setConnectionFilter({});
        addAll(ladder, s.events);
        QCOMPARE(ladder.size(), 5U);
    }

    void findsItems()
    {
        Story s;
        for (core::ConnectionId id = 1; id <= 20; ++id)
            tellEcho(s, id);
        LadderLayout ladder;
        addAll(ladder, s.events);
        for (std::size_t i = 0; i < ladder.size(); ++i) {
            const LadderItem item = ladder.at(i);
            QCOMPARE(ladder.firstFrom(item.y), i);
            QCOMPARE(ladder.nearest(item.y), i);
            QCOMPARE(ladder.firstFrom(item.y + 1) > i, true);
            if (hasEvent(item.kind))
                QCOMPARE(ladder.indexOf(item.number), i);
        }
        QCOMPARE(ladder.firstFrom(ladder.bottom()), ladder.size());
        QCOMPARE(ladder.nearest(-1'000'000), 0U);
        QCOMPARE(ladder.nearest(1'000'000'000), ladder.size() - 1);
        QCOMPARE(ladder.indexOf(1), LadderLayout::kNone); // epoll_wait
        QCOMPARE(ladder.firstFromNumber(1), 0U);
        QCOMPARE(ladder.firstFromNumber(1'000'000), ladder.size());
    }

    void walksEventsOfASide()
    {
        Story s;
        s.call(Side::Server, 0, Call::Listen, 7, {128}, 0); // 0
        s.wait(1'000'000'000);                              // 1: gap
        s.call(Side::Client, 1, Call::Connect, 9, {}, 0);   // 2
        s.call(Side::Server, 1, Call::Accept4, 7, {}, 8);   // 3
        LadderLayout ladder;
        addAll(ladder, s.events);
        const std::size_t none = LadderLayout::kNone;
        QCOMPARE(ladder.nextEvent(0, 1), 2U);
        QCOMPARE(ladder.nextEvent(2, -1), 0U);
        QCOMPARE(ladder.nextEvent(3, 1), none);
        QCOMPARE(ladder.nextEvent(0, -1), none);
        QCOMPARE(ladder.nextEvent(none, 1), 0U);
        QCOMPARE(ladder.nextEvent(none, -1), 3U);
        QCOMPARE(ladder.nextEvent(0, 1, Side::Server), 3U);
        QCOMPARE(ladder.nextEvent(3, -1, Side::Client), 2U);
        QCOMPARE(ladder.nextEvent(2, 1, Side::Client), none);
    }

    void sharesTheWidth_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {0, 40, 260, 500, 559, 560, 650, 1200, 4000})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void sharesTheWidth()
    {
        QFETCH(int, width);
        const LadderGeometry lanes = LadderGeometry::of(width);
        QVERIFY(lanes.serverX >= 0 && lanes.serverX <= lanes.clientX && lanes.textWidth() >= 0);
        if (width < 260)
            return;
        QVERIFY(lanes.clientX - lanes.serverX >= LadderGeometry::kMinimumMiddle);
        QVERIFY(lanes.textLeft(Side::Server) + lanes.textWidth() < lanes.serverX);
        QVERIFY(lanes.textLeft(Side::Client) > lanes.clientX);
        QVERIFY(lanes.textLeft(Side::Client) + lanes.textWidth() <= width);
        QCOMPARE(lanes.isNarrow(), width < 560);
    }
};

GUILESS_TEST(TestLadderLayout)
#include "tst_ladder_layout.moc"
