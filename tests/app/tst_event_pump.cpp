// SPDX-License-Identifier: GPL-3.0-or-later
// What is recorded reaches the feed: all of it, in its order, and with as much dropped as the limits say.
#include "app/session/event_pump.h"

#include "core/clock.h"
#include "tests/support/test_class.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <algorithm>

using app::EventPump;

namespace {

core::Event callAt(std::int64_t startNs)
{
    core::Event event;
    event.startNs = startNs;
    event.call = core::Call::Recv;
    return event;
}

struct Fixture
{
    core::Recorder recorder;
    core::EventTrack& track = recorder.addTrack("t", core::Side::Server);
    widgets::EventFeed feed;
    EventPump pump{recorder, feed};
    std::int64_t recorded = 0;

    explicit Fixture(std::size_t limit) : feed({.events = limit, .payloadBytes = 1 << 20}) {}
    void record(int count)
    {
        for (int i = 0; i < count; ++i)
            track.add(callAt(++recorded));
    }
    std::uint64_t newest() const { return feed.recording().firstNumber() + feed.recording().size() - 1; }
    bool hasAll() const { return newest() == static_cast<std::uint64_t>(recorded); }
    bool isInOrder() const
    {
        for (std::uint64_t number = feed.recording().firstNumber(); number <= newest(); ++number) {
            if (feed.recording().find(number)->startNs != static_cast<std::int64_t>(number))
                return false;
        }
        return true;
    }
};

} // namespace

class TestEventPump : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void letsGoOnlyOfWhatIsTooMany()
    {
        Fixture f(1000);
        f.record(900);
        QTRY_VERIFY(f.hasAll());
        f.record(50);
        QTRY_VERIFY(f.hasAll());
        QCOMPARE(f.feed.recording().size(), std::size_t{950});
        f.record(51);
        QTRY_VERIFY(f.hasAll());
        QCOMPARE(f.feed.recording().size(), std::size_t{901}); // a tenth has gone
        QVERIFY(f.isInOrder());
    }

    void letsGoInAPassOfItsOwn()
    {
        Fixture f(1000);
        f.record(1000);
        QTRY_VERIFY(f.hasAll());
        std::size_t left = 0;
        bool appendedInThatPass = false;
        connect(&f.feed, &widgets::EventFeed::letGo, &f.feed, [&] {
            left = f.feed.recording().size();
            QMetaObject::invokeMethod(
                &f.feed, [&] { appendedInThatPass = f.feed.recording().size() != left; }, Qt::QueuedConnection);
        });
        f.record(10);
        QTRY_VERIFY(f.hasAll());
        QCOMPARE(left, std::size_t{900});
        QVERIFY(!appendedInThatPass);
    }

    void whatComesWhileABatchWaitsFollows()
    {
        Fixture f(1000);
        f.record(1000);
        QTRY_VERIFY(f.hasAll());
        connect(&f.feed, &widgets::EventFeed::letGo, &f.feed, [&f] { f.record(7); });
        f.record(10);
        QTRY_COMPARE(f.recorded, std::int64_t{1017});
        QTRY_VERIFY(f.hasAll());
        QVERIFY(f.isInOrder());
    }

    void whatWaitsIsNotForgottenAtTheEnd()
    {
        Fixture f(1000);
        f.record(1000);
        QTRY_VERIFY(f.hasAll());
        QSignalSpy letGo(&f.feed, &widgets::EventFeed::letGo);
        f.record(10);
        QVERIFY(letGo.wait());
        f.record(5);
        f.pump.flushAll();
        QVERIFY(f.hasAll());
        QVERIFY(f.isInOrder());
    }

    void moreThanOneBatch()
    {
        Fixture f(100'000);
        f.record(static_cast<int>(3 * EventPump::kMostAtOnce + 7));
        QSignalSpy appended(&f.feed, &widgets::EventFeed::appended);
        QTRY_VERIFY(f.hasAll());
        QVERIFY(appended.size() >= 4);
        QVERIFY(f.isInOrder());
    }

    void whatTakesLongComesInSmallerBatches()
    {
        Fixture f(1'000'000);
        QList<qsizetype> batches;
        bool slow = true;
        connect(&f.feed, &widgets::EventFeed::appended, &f.feed, [&](qsizetype, qsizetype count) {
            batches.append(count);
            const std::int64_t until = core::threadCpuNs() + 20'000'000;
            while (slow && core::threadCpuNs() < until) { // a window that looks at thousands of connections
            }
        });
        f.record(static_cast<int>(2 * EventPump::kMostAtOnce));
        QTRY_VERIFY(f.hasAll());
        QCOMPARE(batches.first(), static_cast<qsizetype>(EventPump::kMostAtOnce));
        const qsizetype small = *std::min_element(batches.begin(), batches.end());
        QVERIFY2(small <= static_cast<qsizetype>(EventPump::kMostAtOnce / 4), qPrintable(QString::number(small)));
        slow = false;
        batches.clear();
        const auto grown = [&] {
            f.record(static_cast<int>(EventPump::kMostAtOnce));
            return !batches.isEmpty() && *std::max_element(batches.begin(), batches.end()) > 2 * small;
        };
        QTRY_VERIFY(grown());
    }

    // Others have the processor: smaller batches would help nobody.
    void whatOnlyWaitsLongComesInLargeBatches()
    {
        Fixture f(1'000'000);
        QList<qsizetype> batches;
        connect(&f.feed, &widgets::EventFeed::appended, &f.feed, [&](qsizetype, qsizetype count) {
            batches.append(count);
            QThread::msleep(20);
        });
        f.record(static_cast<int>(3 * EventPump::kMostAtOnce));
        QTRY_VERIFY(f.hasAll());
        QCOMPARE(batches.first(), static_cast<qsizetype>(EventPump::kMostAtOnce));
        QVERIFY(*std::min_element(batches.begin(), batches.begin() + 3) >
                static_cast<qsizetype>(EventPump::kMostAtOnce / 2));
    }

    void whatIsReadyComesAtOnceIfAskedFor()
    {
        Fixture f(100'000);
        f.record(static_cast<int>(EventPump::kMostAtOnce + 7));
        f.pump.flushReady();
        QVERIFY(f.hasAll());
        f.record(5); // and the rest as ever
        QTRY_VERIFY(f.hasAll());
        QVERIFY(f.isInOrder());
    }

    void moreThanTheLimit()
    {
        Fixture f(500);
        f.record(9000);
        QTRY_VERIFY(f.hasAll());
        QVERIFY(f.feed.recording().size() <= 500);
        QVERIFY(f.isInOrder());
    }
};

GUILESS_TEST(TestEventPump)
#include "tst_event_pump.moc"
