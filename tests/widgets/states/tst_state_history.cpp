// SPDX-License-Identifier: GPL-3.0-or-later
// Ways and causes, from the events as the program records them.
#include "tests/support/test_class.h"
#include "tests/widgets/wire/wire_events.h"
#include "widgets/states/state_history.h"
#include "widgets/states/state_words.h"

#include <QTest>
#include <set>

using namespace wire_test;
using core::Source;
using widgets::StateCause;
using widgets::StateHistory;
using widgets::StatePath;
using Kind = StateCause::Kind;

namespace {

constexpr Side kServer = Side::Server;
constexpr Side kClient = Side::Client;

struct StateHistoryFixture
{
    Story story;
    StateHistory history;
    std::uint64_t number = 0;

    void tell()
    {
        for (const core::Event& event : story.batch().events)
            history.apply(event, ++number);
    }
    /// The cause of the last step of an end.
    StateCause cause(Side side, core::ConnectionId id = 1)
    {
        tell();
        const StatePath* path = history.find(id, side);
        return path ? path->steps.back().cause : StateCause{};
    }
};

} // namespace

class TestStateHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echo()
    {
        StateHistoryFixture f;
        tellEcho(f.story);
        f.tell();
        const StatePath* listener = f.history.find(0, kServer);
        QVERIFY(listener);
        QCOMPARE(listener->now(), TcpState::Listen);
        QCOMPARE(listener->steps.back().cause, (StateCause{.kind = Kind::Call, .call = Call::Listen}));
        const StatePath* client = f.history.find(1, kClient);
        QVERIFY(client);
        QCOMPARE(client->steps.size(), std::size_t{2});
        QCOMPARE(client->steps[0].cause, (StateCause{.kind = Kind::Call, .call = Call::Connect}));
        QCOMPARE(client->steps[0].source, Source::Inferred);
        QCOMPARE(client->steps[1].cause, (StateCause{.kind = Kind::Segment}));
        const StatePath* server = f.history.find(1, kServer);
        QVERIFY(server);
        QCOMPARE(server->steps[0].from, TcpState::Listen);
        QCOMPARE(server->steps[1].cause, (StateCause{.kind = Kind::Segment}));
        QCOMPARE(server->steps[1].source, Source::Sampled);
        QVERIFY(!server->descriptorClosed);
        QVERIFY(!f.history.find(2, kServer));
    }

    void shutdownCausesOnlyItsOwnStep()
    {
        StateHistoryFixture f;
        f.story.call(kClient, 1, Call::Shutdown, 9, {SHUT_WR}, 0);
        f.story.call(kClient, 1, Call::Getsockopt, 9, {IPPROTO_TCP, TCP_INFO, 232}, 0);
        f.story.state(kClient, 1, TcpState::Established, TcpState::FinWait1, Source::Inferred);
        QCOMPARE(f.cause(kClient), (StateCause{.kind = Kind::Call, .call = Call::Shutdown}));
        QCOMPARE(widgets::causeWord(f.history.find(1, kClient)->steps.back()), QStringLiteral("shutdown()"));
        f.story.state(kClient, 1, TcpState::FinWait1, TcpState::FinWait2, Source::Sampled);
        QCOMPARE(f.cause(kClient), (StateCause{.kind = Kind::Segment}));
        QCOMPARE(widgets::causeWord(f.history.find(1, kClient)->steps.back()), QStringLiteral("rcv ACK"));
    }

    void callOfAnotherEndIsNoCause()
    {
        StateHistoryFixture f;
        f.story.call(kServer, 1, Call::Close, 8, {}, 0);
        f.story.call(kClient, 2, Call::Close, 9, {}, 0);
        f.story.call(kClient, 1, Call::Recv, 9, {100, 0}, 5);
        f.story.state(kClient, 1, TcpState::Established, TcpState::FinWait1, Source::Kernel);
        QCOMPARE(f.cause(kClient), StateCause{});
    }

    void failedShutdownIsNoCause()
    {
        StateHistoryFixture f;
        f.story.call(kClient, 1, Call::Shutdown, 9, {SHUT_WR}, -1, {}, ENOTCONN);
        f.story.state(kClient, 1, TcpState::Established, TcpState::FinWait1, Source::Sampled);
        QCOMPARE(f.cause(kClient), StateCause{});
    }

    void ends_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("note");
        QTest::addColumn<int>("kind");
        const int none = -1;
        QTest::newRow("reset seen by recv") << int(Call::Recv) << ECONNRESET << none << int(Kind::Reset);
        QTest::newRow("reset seen by send") << int(Call::Send) << EPIPE << none << int(Kind::Reset);
        QTest::newRow("refused") << int(Call::Connect) << ECONNREFUSED << none << int(Kind::Reset);
        QTest::newRow("timed out") << int(Call::Recv) << ETIMEDOUT << none << int(Kind::Failure);
        QTest::newRow("closed with linger 0") << int(Call::Close) << 0 << none << int(Kind::Call);
        QTest::newRow("gave up") << int(Call::Connect) << EINPROGRESS << int(core::NoteCode::ConnectTimeout)
                                 << int(Kind::GaveUp);
        QTest::newRow("cancelled") << int(Call::Connect) << EINPROGRESS << int(core::NoteCode::ConnectCancelled)
                                   << int(Kind::GaveUp);
        QTest::newRow("not seen") << int(Call::Send) << 0 << none << int(Kind::Unseen);
    }
    void ends()
    {
        QFETCH(int, call);
        QFETCH(int, error);
        QFETCH(int, note);
        QFETCH(int, kind);
        StateHistoryFixture f;
        f.story.call(kClient, 1, Call(call), 9, {}, error != 0 ? -1 : 0, {}, error);
        if (note >= 0)
            f.story.note(kClient, 1, core::NoteCode(note));
        f.story.state(kClient, 1, TcpState::Established, TcpState::Closed, Source::Inferred);
        QCOMPARE(int(f.cause(kClient).kind), kind);
    }

    void refusedLater()
    {
        StateHistoryFixture f;
        const int refused = ECONNREFUSED;
        f.story.call(kClient, 1, Call::Connect, 9, {}, -1, address("127.0.0.1", 8081), EINPROGRESS);
        f.story.call(kClient, 1, Call::Getsockopt, 9, {SOL_SOCKET, SO_ERROR, 4}, 0,
                     keep(std::as_bytes(std::span(&refused, 1))));
        f.story.state(kClient, 1, TcpState::Closed, TcpState::SynSent, Source::Inferred);
        QCOMPARE(f.cause(kClient), (StateCause{.kind = Kind::Call, .call = Call::Connect}));
        f.story.state(kClient, 1, TcpState::SynSent, TcpState::Closed, Source::Inferred);
        QCOMPARE(f.cause(kClient), (StateCause{.kind = Kind::Reset, .error = ECONNREFUSED}));
        QCOMPARE(widgets::causeWord(f.history.find(1, kClient)->steps.back()), QStringLiteral("rcv RST"));
    }

    void newWayAfterClosed()
    {
        StateHistoryFixture f;
        for (int i = 0; i < 3; ++i) {
            f.story.call(kServer, 0, Call::Listen, 7, {128}, 0);
            f.story.state(kServer, 0, TcpState::Closed, TcpState::Listen, Source::Sampled);
            f.tell();
            QCOMPARE(f.history.find(0, kServer)->steps.size(), std::size_t{1});
            f.story.call(kServer, 0, Call::Close, 7, {}, 0);
            f.story.state(kServer, 0, TcpState::Listen, TcpState::Closed, Source::Inferred);
            QCOMPARE(f.cause(kServer, 0), (StateCause{.kind = Kind::Call, .call = Call::Close}));
            QVERIFY(f.history.find(0, kServer)->descriptorClosed);
        }
    }

    void aPeerInTimeWaitHasAcknowledged_data()
    {
        QTest::addColumn<Source>("source");
        QTest::addColumn<TcpState>("peer");
        QTest::addColumn<TcpState>("now");
        QTest::newRow("both are ours") << Source::Inferred << TcpState::TimeWait << TcpState::Closed;
        QTest::newRow("not yet") << Source::Inferred << TcpState::FinWait2 << TcpState::LastAck;
        QTest::newRow("the kernel tells") << Source::Kernel << TcpState::TimeWait << TcpState::LastAck;
    }
    void aPeerInTimeWaitHasAcknowledged()
    {
        QFETCH(const Source, source);
        QFETCH(const TcpState, peer);
        QFETCH(const TcpState, now);
        StateHistoryFixture f;
        f.story.state(kServer, 1, TcpState::CloseWait, TcpState::LastAck, source);
        f.story.state(kClient, 1, TcpState::FinWait1, peer, Source::Inferred);
        f.tell();
        const StatePath path = widgets::pathBeside(*f.history.find(1, kServer), *f.history.find(1, kClient));
        QCOMPARE(path.now(), now);
        if (now != TcpState::Closed)
            return;
        QCOMPARE(path.steps.back().source, Source::Inferred);
        QCOMPARE(path.steps.back().number, f.number); // that of the client
        QCOMPARE(path.steps.back().cause, StateCause{.kind = Kind::Segment});
    }

    void timeWaitPasses()
    {
        StateHistoryFixture f;
        f.story.state(kClient, 1, TcpState::FinWait2, TcpState::TimeWait, Source::Inferred);
        f.tell();
        const StatePath& path = *f.history.find(1, kClient);
        const std::int64_t begin = path.steps.back().ns;
        QCOMPARE(widgets::timeWaitLeftNs(path, begin), core::kTimeWaitNs);
        QCOMPARE(widgets::timeWaitLeftNs(path, begin + 59'000'000'000), std::int64_t{1'000'000'000});
        QCOMPARE(widgets::pathAt(path, begin + 59'999'999'999).now(), TcpState::TimeWait);
        const StatePath over = widgets::pathAt(path, begin + core::kTimeWaitNs);
        QCOMPARE(over.now(), TcpState::Closed);
        QCOMPARE(over.steps.back().number, std::uint64_t{0});
        QCOMPARE(over.steps.back().source, Source::Inferred);
        QCOMPARE(over.steps.back().cause.kind, Kind::Time);
        QCOMPARE(widgets::timeWaitLeftNs(over, begin + core::kTimeWaitNs), std::int64_t{0});
    }

    void isBounded()
    {
        StateHistoryFixture f;
        for (int i = 0; i < 100; ++i)
            f.story.state(kClient, 1, TcpState::Established, TcpState::CloseWait, Source::Sampled);
        f.tell();
        QCOMPARE(f.history.find(1, kClient)->steps.size(), StateHistory::kMostSteps);
        QCOMPARE(f.history.find(1, kClient)->steps.back().number, f.number);
        constexpr core::ConnectionId kEnds = StateHistory::kMostEnds * 3;
        for (core::ConnectionId id = 2; id < kEnds; ++id) {
            f.story.state(kServer, id, TcpState::Listen, TcpState::SynRecv, Source::Inferred);
            f.tell();
            QVERIFY(f.history.size() <= StateHistory::kMostEnds * 11 / 10);
        }
        QVERIFY(!f.history.find(2, kServer));
        QVERIFY(f.history.find(kEnds - 1, kServer));
        QVERIFY(f.history.find(kEnds - StateHistory::kMostEnds / 2, kServer));
    }

    void letsGo()
    {
        StateHistoryFixture f;
        f.story.state(kServer, 1, TcpState::Listen, TcpState::SynRecv, Source::Inferred);
        f.story.state(kServer, 2, TcpState::Listen, TcpState::SynRecv, Source::Inferred);
        f.tell();
        f.history.letGo(2);
        QVERIFY(!f.history.find(1, kServer));
        QVERIFY(f.history.find(2, kServer));
        for (int i = 0; i < 1000; ++i) {
            f.story.note(kServer, 0, core::NoteCode::AcceptPaused);
            f.tell();
        }
        QCOMPARE(f.history.size(), std::size_t{1}); // its memory is given back
        f.story.state(kServer, 2, TcpState::SynRecv, TcpState::Established, Source::Sampled);
        f.tell();
        QCOMPARE(f.history.find(2, kServer)->steps.size(), std::size_t{2});
        f.history.clear();
        QCOMPARE(f.history.size(), std::size_t{0});
    }

    // Its memory may not be given back yet; its old steps are gone nevertheless.
    void whatIsForgottenBeginsAnew()
    {
        constexpr core::ConnectionId kEnds = 5'000;
        StateHistoryFixture f;
        for (core::ConnectionId id = 1; id <= kEnds; ++id)
            f.story.state(kServer, id, TcpState::Listen, TcpState::SynRecv, Source::Inferred);
        f.tell();
        f.history.letGo(f.number + 1);
        for (core::ConnectionId id = kEnds; id > 0; --id) { // those first whose turn comes last
            QVERIFY(!f.history.find(id, kServer));
            f.story.state(kServer, id, TcpState::SynRecv, TcpState::Established, Source::Sampled);
            f.tell();
            QCOMPARE(f.history.find(id, kServer)->steps.size(), std::size_t{1});
        }
        QCOMPARE(f.history.size(), std::size_t{kEnds});
    }

    void everyCauseHasItsWords()
    {
        std::set<QString> sentences;
        for (int kind = 0; kind <= int(Kind::Unseen); ++kind) {
            const widgets::StateStep step{.from = TcpState::TimeWait,
                                          .to = TcpState::Closed,
                                          .cause = {.kind = Kind(kind), .call = Call::Close, .error = ECONNRESET}};
            QVERIFY(!widgets::causeSentence(step).isEmpty());
            sentences.insert(widgets::causeSentence(step));
        }
        QCOMPARE(sentences.size(), std::size_t{6}); // Segment and Time speak of the arrow
    }
};

GUILESS_TEST(TestStateHistory)
#include "tst_state_history.moc"
