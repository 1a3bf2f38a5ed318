// SPDX-License-Identifier: GPL-3.0-or-later
// The filtered list of event numbers.
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"
#include "tests/widgets/log/text_filter.h"
#include "widgets/log/log_index.h"

#include <QTest>

using core::Call;
using core::Side;
using widgets::ConnectionLabels;
using widgets::LogFilter;
using widgets::LogIndex;
using namespace std::chrono_literals;

namespace {

const auto kNoLimit = LogIndex::Clock::time_point::max();
const auto kPassed = LogIndex::Clock::time_point::min(); // one look at the clock, then enough

std::vector<std::uint64_t> numbers(const LogIndex& index)
{
    std::vector<std::uint64_t> result;
    for (std::size_t row = 0; row < index.size(); ++row)
        result.push_back(index.numberAt(row));
    return result;
}

} // namespace

class TestLogIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void slicesLoseAndReorderNothingWhileEventsArrive();
    void trimsWhileScanning();
    void whatIsLetGoBeforeItIsShownIsForgotten();
    void saysWhenItHasFoundMany();
    void findsRows();
    void restartsAfterClear();
};

void TestLogIndex::filters_data()
{
    QTest::addColumn<LogFilter>("filter");
    QTest::addColumn<std::vector<std::uint64_t>>("expected");
    using Numbers = std::vector<std::uint64_t>;

    // 1 bind server, 2 epoll_wait, 3 connect refused, 4 state, 5 message, 6 note, 7 read of an eventfd
    QTest::newRow("default hides waiting") << LogFilter{} << Numbers{1, 3, 4, 5, 6};
    QTest::newRow("with waiting") << LogFilter{.waitingCalls = true} << Numbers{1, 2, 3, 4, 5, 6, 7};
    QTest::newRow("waiting alone")
        << LogFilter{.calls = false, .states = false, .messages = false, .notes = false, .waitingCalls = true}
        << Numbers{2, 7};
    QTest::newRow("no calls") << LogFilter{.calls = false} << Numbers{4, 5, 6};
    QTest::newRow("no states") << LogFilter{.states = false} << Numbers{1, 3, 5, 6};
    QTest::newRow("no messages") << LogFilter{.messages = false} << Numbers{1, 3, 4, 6};
    QTest::newRow("no notes") << LogFilter{.notes = false} << Numbers{1, 3, 4, 5};
    QTest::newRow("text of a call") << textFilter(QStringLiteral("bind(")) << Numbers{1};
    QTest::newRow("case does not matter") << textFilter(QStringLiteral("EconnRefused")) << Numbers{3};
    QTest::newRow("side") << textFilter(QStringLiteral("client")) << Numbers{3, 4, 5};
    QTest::newRow("connection") << textFilter(QStringLiteral("→ 8081")) << Numbers{3, 4, 5};
    QTest::newRow("payload") << textFilter(QStringLiteral("hello")) << Numbers{5};
    QTest::newRow("state") << textFilter(QStringLiteral("syn_sent")) << Numbers{4};
    QTest::newRow("not ASCII, other case") << textFilter(QStringLiteral("ÄRGER")) << Numbers{5};
    QTest::newRow("spaces around do not count") << textFilter(QStringLiteral("  bind( ")) << Numbers{1};
    QTest::newRow("hidden kind stays hidden") << textFilter(QStringLiteral("epoll_wait")) << Numbers{};
    QTest::newRow("nothing") << textFilter(QStringLiteral("no such text")) << Numbers{};
    QTest::newRow("key") << textFilter(QStringLiteral("errno:ECONNREFUSED or call:bind")) << Numbers{1, 3};
    QTest::newRow("time counts from the first event")
        << textFilter(QStringLiteral("time>=2ms time<5ms")) << Numbers{3, 4, 5};
    QTest::newRow("label of a connection") << textFilter(QStringLiteral("conn:\"→ 8081\"")) << Numbers{3, 4, 5};
    QTest::newRow("thread") << textFilter(QStringLiteral("thread:main")) << Numbers{1, 3, 4, 5, 6};
    QTest::newRow("other thread") << textFilter(QStringLiteral("thread:server")) << Numbers{};
    QTest::newRow("words of a note") << textFilter(QStringLiteral("kind:note \"EMFILE\"")) << Numbers{6};
    QTest::newRow("no filter, looked for as it stands")
        << textFilter(QStringLiteral("bind(7, 127.0.0.1:8080) =")) << Numbers{1};
}

void TestLogIndex::filters()
{
    QFETCH(LogFilter, filter);
    QFETCH(std::vector<std::uint64_t>, expected);

    EventMaker maker;
    core::Recording recording;
    recording.append(
        EventMaker::batch({maker.call(Call::Bind, Side::Server, 0, 7, 0, 0, EventMaker::tcp(8080)),
                           maker.call(Call::EpollWait, Side::Server, 0, 5), //
                           maker.call(Call::Connect, Side::Client, 2, 9, 0, ECONNREFUSED, EventMaker::tcp(8081)),
                           maker.state(Side::Client, 2, 9, core::TcpState::Closed, core::TcpState::SynSent),
                           maker.message(Side::Client, 2, core::Direction::Sent, "Hello Ärger"),
                           maker.note(Side::Server, core::NoteCode::AcceptPaused, EMFILE),
                           maker.call(Call::Read, Side::Server, 0, 6, 8)}));
    ConnectionLabels labels;
    for (std::uint64_t number = 1; number <= recording.size(); ++number)
        labels.learn(*recording.find(number), number);

    LogIndex index(recording, labels);
    index.setThreadNames([](quint16) { return QStringLiteral("main"); });
    index.setFilter(filter);
    QCOMPARE(index.scan(kNoLimit), expected.size());
    QCOMPARE(index.size(), std::size_t{0}); // not before it is committed
    index.commit();
    QCOMPARE(numbers(index), expected);
    QVERIFY(index.isComplete());
}

void TestLogIndex::slicesLoseAndReorderNothingWhileEventsArrive()
{
    EventMaker maker;
    core::Recording recording;
    const ConnectionLabels labels;
    LogIndex index(recording, labels);
    recording.append(maker.calls(1000));
    index.setFilter(textFilter(QStringLiteral("listen")));
    int slices = 0;
    while (!index.isComplete()) {
        index.scan(kPassed);
        index.commit();
        if (++slices % 3 == 0 && slices <= 15)
            recording.append(maker.calls(50));
    }
    QVERIFY(slices > 15);
    QCOMPARE(index.size(), recording.size());
    QCOMPARE(recording.size(), std::size_t{1000 + 5 * 50});
    for (std::size_t row = 0; row < index.size(); ++row)
        QCOMPARE(index.numberAt(row), std::uint64_t{row + 1});
}

void TestLogIndex::trimsWhileScanning()
{
    EventMaker maker;
    core::Recording recording({.events = 1000, .payloadBytes = 1 << 20});
    const ConnectionLabels labels;
    LogIndex index(recording, labels);
    recording.append(maker.calls(1000));
    index.setFilter(textFilter(QStringLiteral("listen")));
    index.scan(kPassed);
    index.commit();
    const std::size_t before = index.size();
    QVERIFY(before > 0 && before < 500);

    recording.append(maker.calls(600)); // lets go more than was looked at
    const std::uint64_t first = recording.firstNumber();
    QVERIFY(first > before + 1);
    QCOMPARE(index.countBefore(first), before);
    index.dropBefore(first);
    QCOMPARE(index.size(), std::size_t{0});
    index.scan(kNoLimit);
    index.commit();
    QCOMPARE(index.size(), recording.size());
    QCOMPARE(index.numberAt(0), first);
}

void TestLogIndex::whatIsLetGoBeforeItIsShownIsForgotten()
{
    EventMaker maker;
    core::Recording recording({.events = 1000, .payloadBytes = 1 << 20});
    const ConnectionLabels labels;
    LogIndex index(recording, labels);
    recording.append(maker.calls(1000));
    QCOMPARE(index.scan(kNoLimit), std::size_t{1000});
    QVERIFY(!index.hasUnseen());
    QVERIFY(!index.isComplete()); // nothing is committed
    recording.append(maker.calls(100));
    const std::uint64_t first = recording.firstNumber();
    QVERIFY(first > 1);
    index.dropBefore(first);
    QCOMPARE(index.found(), 1000 - static_cast<std::size_t>(first - 1));
    index.scan(kNoLimit);
    index.commit();
    QVERIFY(index.isComplete());
    QCOMPARE(index.size(), recording.size());
    QCOMPARE(index.numberAt(0), first);
}

void TestLogIndex::saysWhenItHasFoundMany()
{
    EventMaker maker;
    core::Recording recording;
    const ConnectionLabels labels;
    LogIndex index(recording, labels);
    recording.append(maker.calls(100'000));
    QVERIFY(index.scan(kNoLimit) < 100'000);
    QVERIFY(index.hasFoundMany());
    QVERIFY(index.hasUnseen());
    index.commit();
    QVERIFY(!index.hasFoundMany());
    while (index.hasUnseen())
        index.scan(kNoLimit);
    index.commit();
    QCOMPARE(index.size(), std::size_t{100'000});
}

void TestLogIndex::findsRows()
{
    EventMaker maker;
    core::Recording recording;
    const ConnectionLabels labels;
    LogIndex index(recording, labels);
    recording.append(EventMaker::batch({maker.call(Call::Listen, Side::Server, 0, 7),
                                        maker.call(Call::EpollWait, Side::Server, 0, 5),
                                        maker.call(Call::Listen, Side::Server, 0, 7)}));
    index.scan(kNoLimit);
    index.commit();
    QCOMPARE(index.rowOf(1), std::ptrdiff_t{0});
    QCOMPARE(index.rowOf(2), std::ptrdiff_t{-1}); // hidden
    QCOMPARE(index.rowOf(3), std::ptrdiff_t{1});
    QCOMPARE(index.rowOf(4), std::ptrdiff_t{-1});
    QCOMPARE(index.rowOf(0), std::ptrdiff_t{-1});
}

void TestLogIndex::restartsAfterClear()
{
    EventMaker maker;
    core::Recording recording;
    const ConnectionLabels labels;
    LogIndex index(recording, labels);
    recording.append(maker.calls(10));
    index.scan(kNoLimit);
    index.commit();
    recording.clear();
    index.restart();
    QCOMPARE(index.size(), std::size_t{0});
    QVERIFY(index.isComplete());
    recording.append(maker.calls(2));
    index.scan(kNoLimit);
    index.commit();
    QCOMPARE(numbers(index), (std::vector<std::uint64_t>{11, 12}));
}

GUILESS_TEST(TestLogIndex)
#include "tst_log_index.moc"
