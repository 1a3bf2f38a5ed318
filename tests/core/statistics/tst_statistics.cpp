// SPDX-License-Identifier: GPL-3.0-or-later
// Counts are those of the events, bytes are counted once, memory is bounded and adding is cheap.
#include "core/clock.h"
#include "core/statistics/statistics.h"
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"

#include <QTest>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>

using core::Call;
using core::Event;
using core::RateSeries;
using core::Side;
using core::Statistics;
using core::StreamDirection;

class TestStatistics : public QObject
{
    Q_OBJECT

    EventMaker m_make;
    Statistics m_statistics;
    std::uint64_t m_number = 0;

    void add(const Event& event) { m_statistics.add(event, ++m_number); }

    void addEcho(core::ConnectionId connection)
    {
        add(m_make.call(Call::Connect, Side::Client, connection, 9, -1, EINPROGRESS));
        add(m_make.call(Call::Accept4, Side::Server, connection, 7, 8));
        add(m_make.data(Call::Send, Side::Client, connection, 9, "Hello!"));
        add(m_make.message(Side::Client, connection, core::Direction::Sent, "Hello!"));
        add(m_make.data(Call::Recv, Side::Server, connection, 8, "Hello!"));
        add(m_make.data(Call::Send, Side::Server, connection, 8, "Hello!!"));
        add(m_make.data(Call::Recv, Side::Client, connection, 9, "Hello!!"));
        add(m_make.call(Call::Recv, Side::Client, connection, 9, -1, ECONNRESET));
    }

private Q_SLOTS:
    void init()
    {
        m_statistics.clear();
        m_number = 0;
    }

    void callsAreCountedByName()
    {
        addEcho(1);
        addEcho(2);
        QCOMPARE(m_statistics.of(Call::Send).calls, 4U);
        QCOMPARE(m_statistics.of(Call::Send).bytesOut, 26U);
        QCOMPARE(m_statistics.of(Call::Recv).calls, 6U);
        QCOMPARE(m_statistics.of(Call::Recv).errors, 2U);
        QCOMPARE(m_statistics.of(Call::Recv).bytesIn, 26U);
        QCOMPARE(m_statistics.of(Call::Connect).errors, 0U);
        QCOMPARE(m_statistics.of(Call::Connect).again, 2U);
        QCOMPARE(m_statistics.of(Call::Send).took.max(), 41'000);
    }

    void bytesOfAConnectionAreCountedOnce()
    {
        addEcho(1);
        const core::ConnectionTally* tally = m_statistics.find(1);
        QVERIFY(tally);
        QCOMPARE(tally->calls, 7U);
        QCOMPARE(tally->perCall.size(), 4U);
        QCOMPARE(tally->bytesOf(StreamDirection::ToServer), 6U);
        QCOMPARE(tally->bytesOf(StreamDirection::ToClient), 7U);
        QCOMPARE(m_statistics.bytes(StreamDirection::ToServer), 6U);
        QCOMPARE(m_statistics.bytes(StreamDirection::ToClient), 7U);
        QVERIFY(!m_statistics.find(2));
    }

    void aForeignClientIsCountedByTheServer()
    {
        add(m_make.call(Call::Accept4, Side::Server, 1, 7, 8));
        add(m_make.data(Call::Recv, Side::Server, 1, 8, "abc"));
        QCOMPARE(m_statistics.find(1)->bytesOf(StreamDirection::ToServer), 3U);
        QCOMPARE(m_statistics.bytes(StreamDirection::ToServer), 3U);
        QCOMPARE(m_statistics.find(1)->roundTrips.count(), 0U);
    }

    void bytesThatWereCapturedBeforeTheFirstCallAreCountedOnce()
    {
        const auto captured = [this](int bytes) {
            Event packet = m_make.call(Call::None, Side::Client, 1, -1, bytes);
            packet.kind = core::EventKind::Packet;
            packet.source = core::Source::Kernel;
            add(packet);
        };
        const auto sumOfBins = [this] {
            std::uint64_t sum = 0;
            for (const core::RateBin& bin : m_statistics.all().bins())
                sum += bin.bytes[0];
            return sum;
        };
        captured(3);
        QCOMPARE(m_statistics.bytes(StreamDirection::ToServer), 3U);
        add(m_make.call(Call::Accept4, Side::Server, 1, 7, 8)); // the client is foreign: the server tells from now on
        captured(2);
        add(m_make.data(Call::Recv, Side::Server, 1, 8, "ab"));
        QCOMPARE(m_statistics.bytes(StreamDirection::ToServer), 3U);
        add(m_make.data(Call::Recv, Side::Server, 1, 8, "cde"));
        QCOMPARE(m_statistics.bytes(StreamDirection::ToServer), 5U);
        QCOMPARE(m_statistics.find(1)->bytesOf(StreamDirection::ToServer), 5U);
        QCOMPARE(sumOfBins(), 5U);
    }

    void aRoundTripEndsWhenTheAnswerIsThere()
    {
        addEcho(1);
        const core::LatencyHistogram& trips = m_statistics.find(1)->roundTrips;
        QCOMPARE(trips.count(), 1U);
        QCOMPARE(trips.max(), 4'041'000); // the events of EventMaker are 1 ms apart and take 41 us
        QCOMPARE(m_statistics.roundTrips().count(), 1U);
        add(m_make.data(Call::Recv, Side::Client, 1, 9, "more")); // answers nothing
        QCOMPARE(trips.count(), 1U);
        add(m_make.data(Call::Send, Side::Client, 1, 9, "first"));
        add(m_make.data(Call::Send, Side::Client, 1, 9, "second"));
        add(m_make.data(Call::Recv, Side::Client, 1, 9, "answer"));
        QCOMPARE(trips.max(), 4'041'000);
        QCOMPARE(trips.min(), 2'041'000);
    }

    void theSmoothedRoundTripTimeIsThatOfTheKernel()
    {
        tcp_info info{};
        info.tcpi_rtt = 123;
        Event event = m_make.call(Call::Getsockopt, Side::Client, 1, 9, 0, 0, std::as_bytes(std::span(&info, 1)));
        event.args = {IPPROTO_TCP, TCP_INFO, sizeof info, 0};
        add(event);
        QCOMPARE(m_statistics.find(1)->smoothedRttNs, 123'000);
        event.payloadSize = 8; // cut
        add(event);
        QCOMPARE(m_statistics.find(1)->smoothedRttNs, 123'000);
    }

    void manyConnectionsAreAddedUp()
    {
        constexpr core::ConnectionId kMany = Statistics::kConnections + 100;
        for (core::ConnectionId id = 1; id <= kMany; ++id)
            add(m_make.data(Call::Recv, Side::Server, id, 8, "x"));
        QVERIFY(m_statistics.connections().size() <= Statistics::kConnections);
        QCOMPARE(m_statistics.connections().size() + m_statistics.earlierCount(), std::uint64_t{kMany});
        QCOMPARE(m_statistics.earlier().bytesOf(StreamDirection::ToServer), m_statistics.earlierCount());
        QCOMPARE(m_statistics.earlier().calls, m_statistics.earlierCount());
        QVERIFY(!m_statistics.find(1));
        QVERIFY(m_statistics.find(kMany));
    }

    void spansOfTimeAreBounded()
    {
        RateSeries coarser(10, RateSeries::Bound::Coarser);
        RateSeries minute(10, RateSeries::Bound::OldestGoes);
        for (std::int64_t ns = 1'000; ns < 101'000; ns += 5) {
            coarser.at(ns)->bytes[0] += 1;
            minute.at(ns)->bytes[0] += 1;
        }
        QVERIFY(coarser.bins().size() <= RateSeries::kBins);
        QCOMPARE(coarser.binNs(), 640);
        QVERIFY(coarser.beginNs() <= 1'000 && coarser.beginNs() > 1'000 - 640);
        std::uint64_t sum = 0;
        for (const core::RateBin& bin : coarser.bins())
            sum += bin.bytes[0];
        QCOMPARE(sum, 20'000U);
        QCOMPARE(minute.bins().size(), RateSeries::kBins);
        QCOMPARE(minute.beginNs(), 101'000 - 2'400);
        QCOMPARE(minute.bins().front().bytes[0], 2U);
        QVERIFY(!minute.at(5));
        QVERIFY(minute.at(10'000'000)); // a long silence
        QCOMPARE(minute.bins().size(), RateSeries::kBins);
        QCOMPARE(minute.bins().front().bytes[0], 0U);
    }

    void addingIsCheap()
    {
        std::vector<Event> events;
        for (core::ConnectionId id = 1; id <= 100; ++id) {
            for (int i = 0; i < 4; ++i) {
                events.push_back(m_make.data(Call::Send, Side::Client, id, 9, "Hello!"));
                events.push_back(m_make.data(Call::Recv, Side::Client, id, 9, "Hello!"));
            }
        }
        const std::int64_t before = core::monotonicNs();
        for (int round = 0; round < 1'250; ++round) {
            for (const Event& event : events)
                add(event);
        }
        const std::int64_t each = (core::monotonicNs() - before) / 1'000'000;
        qInfo("%lld ns an event", static_cast<long long>(each));
        QCOMPARE(m_statistics.events(), 1'000'000U);
        QVERIFY2(each < 2'000, "a tenth of what a thread has at 50,000 events a second");
    }
};

APPLESS_TEST(TestStatistics)
#include "tst_statistics.moc"
