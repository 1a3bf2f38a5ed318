// SPDX-License-Identifier: GPL-3.0-or-later
// The past is what the live tables held then, wherever the recording begins and in whatever order it is asked.
#include "tests/support/test_class.h"
#include "widgets/moment/past.h"

#include <QElapsedTimer>
#include <QtTest>
#include <algorithm>
#include <random>
#include <vector>

using namespace widgets;
using core::Call;
using core::Side;
using core::TcpState;

namespace {

core::Event call(core::ConnectionId connection, Side side, Call call, int fd, int result)
{
    core::Event event;
    event.connection = connection;
    event.side = side;
    event.call = call;
    event.fd = fd;
    event.result = result;
    return event;
}

core::Event state(core::ConnectionId connection, Side side, TcpState from, TcpState to)
{
    core::Event event;
    event.kind = core::EventKind::State;
    event.source = core::Source::Sampled;
    event.connection = connection;
    event.side = side;
    event.args = {static_cast<std::int32_t>(from), static_cast<std::int32_t>(to), 0, 0};
    return event;
}

/// A server that starts, echoes to clients that come and go, up to `atOnce` at a time, and is stopped and started again
/// now and then.
std::vector<core::Event> echoes(std::size_t count, unsigned atOnce)
{
    std::vector<core::Event> events;
    core::ConnectionId next = 1;
    std::vector<core::ConnectionId> open;
    std::minstd_rand random(7);
    while (events.size() < count) {
        if (next % 500 == 1 && open.empty()) {
            events.push_back(call(0, Side::Server, Call::Listen, 7, 0));
            events.push_back(state(0, Side::Server, TcpState::Closed, TcpState::Listen));
        }
        const auto choice = random() % 40;
        if (open.empty() || (choice < 2 && open.size() < atOnce)) {
            const core::ConnectionId id = next++;
            open.push_back(id);
            const int fd = 10 + static_cast<int>(id % 1000);
            events.push_back(call(id, Side::Client, Call::Socket, -1, fd));
            events.push_back(call(id, Side::Client, Call::Connect, fd, 0));
            events.push_back(state(id, Side::Client, TcpState::Closed, TcpState::SynSent));
            events.push_back(state(id, Side::Client, TcpState::SynSent, TcpState::Established));
            events.push_back(call(id, Side::Server, Call::Accept4, 7, fd + 1));
            events.push_back(state(id, Side::Server, TcpState::Closed, TcpState::Established));
        } else if (choice == 2 || open.size() >= atOnce) {
            const std::size_t at = random() % open.size();
            const core::ConnectionId id = open[at];
            open.erase(open.begin() + static_cast<std::ptrdiff_t>(at));
            events.push_back(call(id, Side::Client, Call::Close, 10, 0));
            events.push_back(state(id, Side::Client, TcpState::Established, TcpState::FinWait1));
            events.push_back(state(id, Side::Server, TcpState::Established, TcpState::CloseWait));
            events.push_back(call(id, Side::Server, Call::Close, 11, 0));
            events.push_back(state(id, Side::Server, TcpState::CloseWait, TcpState::LastAck));
            if (open.empty() && next % 500 == 0) {
                events.push_back(call(0, Side::Server, Call::Close, 7, 0));
                events.push_back(state(0, Side::Server, TcpState::Listen, TcpState::Closed));
                next++;
            }
        } else {
            const core::ConnectionId id = open[random() % open.size()];
            events.push_back(call(id, Side::Client, Call::Send, 10, 6));
            events.push_back(call(id, Side::Server, Call::Recv, 11, 6));
            events.push_back(call(id, Side::Server, Call::Send, 11, 6));
            events.push_back(call(id, Side::Client, Call::Recv, 10, 6));
        }
    }
    events.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        events[i].startNs = 1'000'000'000 + static_cast<std::int64_t>(i) * 1'000;
    return events;
}

core::Batch batchOf(const std::vector<core::Event>& events, std::size_t first, std::size_t count)
{
    core::Batch batch;
    const auto begin = events.begin() + static_cast<std::ptrdiff_t>(first);
    batch.events.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
    return batch;
}

bool sameEnds(const core::ConnectionTable& a, const core::ConnectionTable& b)
{
    if (a.serials() != b.serials() || a.openCount() != b.openCount())
        return false;
    for (const std::uint64_t serial : a.serials()) {
        const core::ConnectionEnd& x = *a.findSerial(serial);
        const core::ConnectionEnd& y = *b.findSerial(serial);
        if (x.connection != y.connection || x.state != y.state || x.fd != y.fd || x.bytesIn != y.bytesIn ||
            x.bytesOut != y.bytesOut || x.openedNs != y.openedNs || x.closedNs != y.closedNs)
            return false;
    }
    return true;
}

bool samePaths(const StateHistory& a, const StateHistory& b, core::ConnectionId last)
{
    for (core::ConnectionId id = 0; id <= last; ++id) {
        for (const Side side : {Side::Server, Side::Client}) {
            const StatePath* x = a.find(id, side);
            const StatePath* y = b.find(id, side);
            if (!x != !y || (x && (x->now() != y->now() || x->steps.size() != y->steps.size() ||
                                   x->steps.back().cause != y->steps.back().cause)))
                return false;
        }
    }
    return true;
}

bool same(const PastTables& a, const PastTables& b)
{
    return sameEnds(a.server, b.server) && sameEnds(a.client, b.client) && samePaths(a.states, b.states, 300) &&
           a.listenerFds == b.listenerFds;
}

} // namespace

class TestPast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalsTheLiveTables_data();
    void equalsTheLiveTables();
    void listener();
    void clearedKeepsWhatIsOpen();
    void copiesAreUsed();
    void speed();
};

void TestPast::equalsTheLiveTables_data()
{
    QTest::addColumn<int>("limit"); // events the recording keeps
    QTest::addColumn<int>("batch");
    QTest::newRow("all kept") << 2000 << 7;
    QTest::newRow("a tenth dropped at a time") << 300 << 7;
    QTest::newRow("large batches") << 300 << 120;
}

void TestPast::equalsTheLiveTables()
{
    QFETCH(const int, limit);
    QFETCH(const int, batch);
    constexpr std::size_t kCount = 1200;
    const std::vector<core::Event> events = echoes(kCount, 5);
    EventFeed feed(core::Recording::Limits{static_cast<std::size_t>(limit), 1U << 20U});
    Past past(feed);
    std::minstd_rand random(3);
    for (std::size_t at = 0; at < kCount; at += static_cast<std::size_t>(batch)) {
        feed.append(batchOf(events, at, std::min(static_cast<std::size_t>(batch), kCount - at)));
        // Some moment in between, so that letting go meets a past that was asked for.
        past.at(feed.recording().firstNumber() + random() % feed.recording().size());
    }
    const std::uint64_t first = feed.recording().firstNumber();
    const std::uint64_t last = first + feed.recording().size() - 1;
    QCOMPARE(last, std::uint64_t{kCount});
    QCOMPARE(first > 1, limit < 1200);

    PastTables live;
    for (std::uint64_t n = 1; n <= last; ++n) {
        live.apply(events[n - 1], n);
        if (n >= first)
            QVERIFY2(same(past.at(n), live), qPrintable(QString::number(n)));
    }
    for (int i = 0; i < 30; ++i) { // to and fro
        const std::uint64_t n = first + random() % (last - first + 1);
        PastTables then;
        for (std::uint64_t k = 1; k <= n; ++k)
            then.apply(events[k - 1], k);
        QVERIFY2(same(past.at(n), then), qPrintable(QString::number(n)));
    }
}

void TestPast::listener()
{
    EventFeed feed{core::Recording::Limits{}};
    Past past(feed);
    core::Event failed = call(0, Side::Server, Call::Listen, 7, -1);
    failed.error = EADDRINUSE;
    core::Batch batch;
    batch.events = {failed,
                    call(0, Side::Server, Call::Listen, 8, 0),
                    call(1, Side::Server, Call::Close, 8, 0), // of a connection
                    call(0, Side::Client, Call::Close, 8, 0),
                    call(0, Side::Server, Call::Close, 9, 0),
                    call(0, Side::Server, Call::Listen, 9, 0), // of another thread
                    call(0, Side::Server, Call::Close, 8, 0),
                    call(0, Side::Server, Call::Close, 9, 0)};
    feed.append(std::move(batch));
    const std::vector<std::vector<int>> expected{{}, {8}, {8}, {8}, {8}, {8, 9}, {9}, {}};
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(past.at(i + 1).listenerFds, expected[i]);
}

void TestPast::clearedKeepsWhatIsOpen()
{
    EventFeed feed{core::Recording::Limits{}};
    Past past(feed);
    core::Batch batch;
    batch.events = {call(0, Side::Server, Call::Listen, 7, 0), call(1, Side::Server, Call::Accept4, 7, 8),
                    call(2, Side::Server, Call::Accept4, 7, 9), call(2, Side::Server, Call::Close, 9, 0)};
    feed.append(std::move(batch));
    feed.clear();
    batch = {};
    batch.events = {call(1, Side::Server, Call::Recv, 8, 6), call(3, Side::Server, Call::Accept4, 7, 9)};
    feed.append(std::move(batch));
    const PastTables& tables = past.at(5);
    QCOMPARE(tables.listenerFds, std::vector<int>{7});
    QCOMPARE(tables.server.size(), std::size_t{1});
    QVERIFY(tables.server.find(1, Side::Server));
    QCOMPARE(tables.server.find(1, Side::Server)->fd, 8);
    QCOMPARE(tables.server.find(1, Side::Server)->bytesIn, std::uint64_t{6});
    QCOMPARE(past.at(6).server.size(), std::size_t{2});
}

void TestPast::copiesAreUsed()
{
    constexpr std::size_t kCount = 3 * Past::kStep;
    const std::vector<core::Event> events = echoes(kCount, 50);
    EventFeed feed{core::Recording::Limits{}};
    feed.append(batchOf(events, 0, kCount));
    Past past(feed);
    past.at(kCount);
    PastTables live;
    std::uint64_t applied = 0;
    for (const std::uint64_t n : {Past::kStep - 1, Past::kStep, Past::kStep + 1, 2 * Past::kStep + 5}) {
        for (; applied < n; ++applied)
            live.apply(events[applied], applied + 1);
        past.at(kCount);
        QVERIFY2(same(past.at(n), live), qPrintable(QString::number(n)));
    }
}

void TestPast::speed()
{
    constexpr std::size_t kCount = 500'000;
    EventFeed feed{core::Recording::Limits{}};
    Past past(feed);
    feed.append(batchOf(echoes(kCount, 1000), 0, kCount));
    QElapsedTimer timer;
    qint64 slice = 0; // the longest
    qint64 first = 0;
    for (bool done = false; !done; first += timer.nsecsElapsed()) {
        timer.start();
        done = past.prepare(kCount - 10, std::chrono::milliseconds(4));
        slice = std::max(slice, timer.nsecsElapsed());
    }
    timer.start();
    past.at(kCount - 10);
    const qint64 last = timer.nsecsElapsed();
    timer.start();
    past.at(kCount - 9);
    const qint64 forth = timer.nsecsElapsed();
    timer.start();
    past.at(kCount - 11);
    const qint64 back = timer.nsecsElapsed();
    timer.start();
    feed.append(batchOf(echoes(1000, 10), 0, 1000));
    const qint64 trimmed = timer.nsecsElapsed();
    qInfo("first %.1f ms in slices up to %.1f ms, and %.1f ms, forth %.3f ms, back %.1f ms, letting go %.1f ms",
          1e-6 * double(first), 1e-6 * double(slice), 1e-6 * double(last), 1e-6 * double(forth), 1e-6 * double(back),
          1e-6 * double(trimmed));
    QVERIFY(slice < 400'000'000);
    QVERIFY(last < 400'000'000);
    QVERIFY(first < 2'000'000'000);
    QVERIFY(forth < 200'000'000);
    QVERIFY(back < 400'000'000);
}

GUILESS_TEST(TestPast)
#include "tst_past.moc"
