// SPDX-License-Identifier: GPL-3.0-or-later
// From the tracks of several threads to one order, and into the bounded recording.
#include "core/event/recorder.h"
#include "core/event/recording.h"
#include "tests/core/event/made_events.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <malloc.h>
#include <span>
#include <string>
#include <thread>
#include <vector>

using core::Batch;
using core::Event;
using core::EventTrack;
using core::Recorder;
using core::Recording;

class TestRecorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutRecordingNothingIsKept()
    {
        Recorder recorder(false);
        bool woken = false;
        recorder.setWaker([&woken] { woken = true; });
        EventTrack& track = recorder.addTrack("a", core::Side::Server);
        QVERIFY(!track.records());
        track.add(callAt(1, 7), bytesOf("Hello!"));
        track.hold();
        track.message(1, 7, core::Direction::Sent, bytesOf("Hello!"));
        track.release(1);
        track.note(core::NoteCode::AcceptResumed, 1);
        QVERIFY(recorder.collect().events.empty());
        const Batch rest = recorder.collectAll();
        QVERIFY(rest.events.empty());
        QVERIFY(rest.chunks.empty());
        QVERIFY(!woken);
        QCOMPARE(recorder.lost(), std::uint64_t(0)); // nothing that should have been recorded
    }

    void mergesByStartTime()
    {
        Recorder recorder;
        EventTrack& a = recorder.addTrack("a", core::Side::Server);
        EventTrack& b = recorder.addTrack("b", core::Side::Client);
        for (const int start : {1, 4, 5})
            a.add(callAt(start));
        for (const int start : {2, 3, 6})
            b.add(callAt(start));
        const Batch batch = recorder.collect();
        QCOMPARE(batch.events.size(), std::size_t(6));
        for (std::size_t i = 0; i < 6; ++i)
            QCOMPARE(batch.events[i].startNs, std::int64_t(i) + 1);
        QCOMPARE(batch.events[0].side, core::Side::Server);
        QCOMPARE(batch.events[1].side, core::Side::Client);
        QCOMPARE(recorder.trackName(batch.events[1].thread), std::string("b"));
        QCOMPARE(recorder.trackNames(), (std::vector<std::string>{"a", "b"}));
        QVERIFY(!batch.more);
    }

    void waitsForACallThatStartedEarlier()
    {
        Recorder recorder;
        EventTrack& slow = recorder.addTrack("slow", core::Side::Server);
        EventTrack& fast = recorder.addTrack("fast", core::Side::Client);
        Event& call = slow.start(core::Call::Recv, -1);
        const std::int64_t started = call.startNs;
        fast.add(callAt(started + 1));
        Batch batch = recorder.collect();
        QCOMPARE(batch.events.size(), std::size_t(0));
        QVERIFY(batch.more);

        slow.finish(call, 0, 0, {});
        std::vector<Event> got;
        QTRY_VERIFY(([&] {
            const Batch next = recorder.collect();
            got.insert(got.end(), next.events.begin(), next.events.end());
            return got.size() == 2;
        }()));
        QCOMPARE(got[0].startNs, started);
        QCOMPARE(got[1].startNs, started + 1);
    }

    void nobodyWaitsForEpollWait()
    {
        Recorder recorder;
        EventTrack& waiting = recorder.addTrack("waiting", core::Side::Server);
        EventTrack& other = recorder.addTrack("other", core::Side::Client);
        waiting.startWait(core::Call::EpollWait, 3);
        other.add(callAt(5));
        QCOMPARE(recorder.collect().events.size(), std::size_t(1));
    }

    void tellsTheConsumerOnce()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        int told = 0;
        recorder.setWaker([&told] { ++told; });
        track.add(callAt(1));
        track.add(callAt(2));
        QCOMPARE(told, 1);
        recorder.collect();
        track.add(callAt(3));
        QCOMPARE(told, 2);
    }

    void whatIsDiscardedIsGone()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        int told = 0;
        recorder.setWaker([&told] { ++told; });
        const std::string payload(100'000, 'p');
        for (int i = 0; i < 2000; ++i) { // more bytes than may wait
            track.add(callAt(2 * i + 1), bytesOf(payload + std::to_string(i)));
            if (i % 100 == 99)
                recorder.discard();
        }
        QCOMPARE(recorder.lost(), std::uint64_t(0));
        QCOMPARE(told, 20);
        track.add(callAt(30'000), bytesOf("size"));
        const Batch batch = recorder.collectAll();
        QCOMPARE(batch.events.size(), std::size_t(1));
        QCOMPARE(batch.events[0].startNs, std::int64_t{30'000});
        QCOMPARE(std::size_t{batch.events[0].payloadSize}, std::size_t{4});
        QVERIFY(batch.events[0].payload == nullptr); // who discards gets no bytes any more
    }

    void consumerTooFarBehindCostsCountedEvents()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        const std::size_t total = EventTrack::kMaxBehind + 1000;
        for (std::size_t i = 0; i < total; ++i)
            track.add(callAt(std::int64_t(i) + 1));
        QCOMPARE(recorder.lost(), std::uint64_t(1000));
        QCOMPARE(recorder.collectAll().events.size(), EventTrack::kMaxBehind);
        track.add(callAt(std::int64_t(total) + 1));
        const Batch batch = recorder.collectAll();
        QCOMPARE(batch.events.size(), std::size_t(2)); // the gap says itself, in its place
        QCOMPARE(batch.events[0].kind, core::EventKind::Note);
        QCOMPARE(batch.events[0].note(), core::NoteCode::EventsLost);
        QCOMPARE(batch.events[0].args[1], 1000);
    }

    void consumerThatTakesALittleMakesRoomForThatMuch()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        const auto fill = [&track] {
            for (std::size_t i = 0; i < EventTrack::kMaxBehind + 10; ++i)
                track.add(callAt(1));
        };
        fill();
        QCOMPARE(recorder.collect(100).events.size(), std::size_t(100));
        fill();
        QCOMPARE(recorder.lost(), std::uint64_t(10 + EventTrack::kMaxBehind + 10 - 99)); // the note needs room, too
        QCOMPARE(recorder.collectAll().events.size(), EventTrack::kMaxBehind);
    }

    void consumerTooFarBehindStillLearnsWhatEnds()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        for (std::size_t i = 0; i < EventTrack::kMaxBehind + 10; ++i)
            track.add(callAt(1));
        Event close = callAt(2, 7);
        close.call = core::Call::Close;
        track.add(close);
        track.state(1, 7, core::TcpState::CloseWait, core::TcpState::LastAck, core::Source::Inferred, 2);
        track.add(callAt(2));
        for (std::size_t i = 0; i < EventTrack::kReserved; ++i) // even that has an end
            track.add(close);
        const Batch batch = recorder.collectAll();
        const std::size_t end = EventTrack::kMaxBehind;
        QCOMPARE(batch.events.size(), end + EventTrack::kReserved);
        QCOMPARE(batch.events[end].note(), core::NoteCode::EventsLost);
        QCOMPARE(batch.events[end].args[1], 10);
        QCOMPARE(batch.events[end + 1].call, core::Call::Close);
        QCOMPARE(batch.events[end + 2].kind, core::EventKind::State);
        QCOMPARE(batch.events[end + 3].note(), core::NoteCode::EventsLost);
        QCOMPARE(batch.events[end + 3].args[1], 1);
        // All that was added, the two notes not counted, either came or is counted.
        QCOMPARE(recorder.lost() + batch.events.size() - 2, EventTrack::kMaxBehind + 10 + 3 + EventTrack::kReserved);
    }

    void whatIsDiscardedIsPassedOverAndWhatFollowsComes()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        std::int64_t next = 1;
        const std::string text(1000, 'x');
        constexpr std::size_t kBlock = EventTrack::kBlockEvents;
        for (const std::size_t count : {std::size_t{1}, kBlock - 1, kBlock, kBlock + 1, 40 * kBlock, std::size_t{0}}) {
            for (std::size_t i = 0; i < count; ++i)
                track.add(callAt(next++), bytesOf(text));
            recorder.discard();
            track.add(callAt(next), bytesOf(std::to_string(next)));
            const Batch batch = recorder.collectAll();
            QCOMPARE(batch.events.size(), std::size_t(1));
            QCOMPARE(batch.events[0].startNs, next);
            QVERIFY(batch.events[0].payload == nullptr); // nobody keeps any more
            QCOMPARE(std::size_t{batch.events[0].payloadSize}, std::to_string(next).size());
            ++next;
        }
        QCOMPARE(recorder.lost(), std::uint64_t(0));
    }

    void isCollectedInSteps()
    {
        Recorder recorder;
        EventTrack& a = recorder.addTrack("a", core::Side::Server);
        EventTrack& b = recorder.addTrack("b", core::Side::Client);
        for (int start = 1; start <= 300; ++start)
            (start <= 100 || start % 2 == 0 ? a : b).add(callAt(start));
        std::int64_t last = 0;
        for (int step = 1; step <= 10; ++step) {
            const Batch batch = recorder.collect(30);
            QCOMPARE(batch.events.size(), std::size_t(30));
            QCOMPARE(batch.more, step < 10);
            for (const Event& event : batch.events)
                QCOMPARE(event.startNs, ++last);
        }
        QCOMPARE(recorder.collect(30).events.size(), std::size_t(0));
    }

    // Two threads record as fast as they can while a third one collects: nothing is lost, nothing out of order.
    void orderHoldsUnderLoad_data()
    {
        QTest::addColumn<qulonglong>("most");
        QTest::newRow("everything at once") << std::numeric_limits<qulonglong>::max();
        QTest::newRow("in large steps") << 5000ULL;
        QTest::newRow("in small steps") << 64ULL;
    }
    void orderHoldsUnderLoad()
    {
        QFETCH(qulonglong, most);
        constexpr int kEach = 100'000;
        Recorder recorder;
        std::array<EventTrack*, 2> tracks{&recorder.addTrack("a", core::Side::Server),
                                          &recorder.addTrack("b", core::Side::Client)};
        std::atomic<int> done{0};
        std::vector<std::thread> threads;
        for (EventTrack* track : tracks) {
            threads.emplace_back([track, &done] {
                for (int i = 0; i < kEach; ++i) {
                    Event& call = track->start(core::Call::Recv, -1);
                    track->finish(call, i, 0, std::as_bytes(std::span{&i, 1}));
                }
                ++done;
            });
        }
        Recording recording(Recording::Limits{std::size_t(kEach) * 3, std::size_t{64} << 20});
        while (done < 2)
            recording.append(recorder.collect(most));
        for (std::thread& thread : threads)
            thread.join();
        recording.append(recorder.collectAll());

        QCOMPARE(recorder.lost(), std::uint64_t(0));
        QCOMPARE(recording.size(), std::size_t(kEach) * 2);
        std::array<int, 2> next{0, 0};
        std::int64_t last = 0;
        for (std::size_t i = 0; i < recording.size(); ++i) {
            const Event& event = recording.at(i);
            QVERIFY2(event.startNs >= last, qPrintable(QString::number(i)));
            last = event.startNs;
            QCOMPARE(event.result, next[event.thread]);
            int copy = -1;
            QCOMPARE(event.bytes().size(), sizeof copy);
            std::memcpy(&copy, event.bytes().data(), sizeof copy);
            QCOMPARE(copy, next[event.thread]++);
        }
    }

    // Four threads, far more events than may be kept: whenever one looks, the limits hold and what is kept is in order,
    // every thread's events without a gap.
    void limitsHoldUnderLoad()
    {
        constexpr std::size_t kThreads = 4;
        constexpr int kEach = 100'000;
        const Recording::Limits limits{20'000, std::size_t{1} << 20};
        Recorder recorder;
        std::atomic<std::size_t> done{0};
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < kThreads; ++i) {
            EventTrack& track = recorder.addTrack("t", i % 2 == 0 ? core::Side::Server : core::Side::Client);
            threads.emplace_back([&track, &done] {
                for (int n = 0; n < kEach; ++n) {
                    Event& call = track.start(core::Call::Recv, -1);
                    const std::array<int, 25> payload{n}; // 100 bytes
                    track.finish(call, n, 0, std::as_bytes(std::span(payload)));
                }
                ++done;
            });
        }
        Recording recording(limits);
        std::array<int, kThreads> newest{-1, -1, -1, -1};
        std::size_t wrong = 0;
        const auto take = [&](Batch batch) {
            const std::uint64_t expected = recording.firstNumber() + recording.size() + batch.events.size();
            for (const Event& event : batch.events)
                wrong += event.result != ++newest[event.thread] ? 1U : 0U;
            recording.append(std::move(batch));
            wrong += recording.size() > limits.events || recording.payloadBytes() > limits.payloadBytes ? 1U : 0U;
            wrong += recording.firstNumber() + recording.size() != expected ? 1U : 0U;
            wrong += recording.letGo() + 1 != recording.firstNumber() ? 1U : 0U;
        };
        while (done < kThreads)
            take(recorder.collect(5000));
        for (std::thread& thread : threads)
            thread.join();
        take(recorder.collectAll());
        QCOMPARE(wrong, std::size_t(0));
        QCOMPARE(recorder.lost(), std::uint64_t(0));
        QCOMPARE(recording.letGo() + recording.size(), std::uint64_t(kThreads) * kEach);
        for (std::size_t i = 1; i < recording.size(); ++i)
            QVERIFY(recording.at(i).startNs >= recording.at(i - 1).startNs);
        std::array<int, kThreads> last{newest};
        for (std::size_t i = recording.size(); i > 0; --i) {
            const Event event = recording.at(i - 1);
            int copy = -1;
            QVERIFY(event.bytes().size() >= sizeof copy);
            std::memcpy(&copy, event.bytes().data(), sizeof copy);
            QCOMPARE(copy, event.result);
            QCOMPARE(event.result, last[event.thread]--);
        }
    }

    // mallinfo(3) tells nothing under the sanitizers, which have a heap of their own.
    void memoryStaysFlatAtTheLimits()
    {
        constexpr int kRounds = 400;
        constexpr std::size_t kSlack = std::size_t{4} << 20; // chunks that are being filled or still in use
        Recorder recorder;
        const std::array<EventTrack*, 2> tracks{&recorder.addTrack("a", core::Side::Server),
                                                &recorder.addTrack("b", core::Side::Client)};
        Recording recording(Recording::Limits{20'000, std::size_t{64} << 20});
        const std::string payload(100, 'p');
        std::size_t whenFull = 0;
        std::int64_t now = 0;
        for (int round = 0; round < kRounds; ++round) { // 64 MB in all
            for (int i = 0; i < 1000; ++i)
                tracks[static_cast<std::size_t>(i) % 2]->add(callAt(++now), bytesOf(payload));
            recording.append(recorder.collectAll());
            const struct mallinfo2 heap = ::mallinfo2();
            if (round == 50)
                whenFull = heap.uordblks + heap.hblkhd;
            if (round > 50)
                QVERIFY(heap.uordblks + heap.hblkhd < whenFull + kSlack);
        }
        QCOMPARE(recording.letGo() + recording.size(), std::uint64_t{1000} * kRounds);
    }

    void numbersHaveNoGaps()
    {
        Recording recording(Recording::Limits{100, 1000});
        QCOMPARE(recording.append(batchOf(60)).added, std::size_t(60));
        QCOMPARE(recording.firstNumber(), std::uint64_t(1));
        const Recording::Appended appended = recording.append(batchOf(60, 61));
        QCOMPARE(appended.letGo, std::size_t(20));
        QCOMPARE(recording.size(), std::size_t(100));
        QCOMPARE(recording.firstNumber(), std::uint64_t(21));
        QCOMPARE(recording.letGo(), std::uint64_t(20));
        QVERIFY(!recording.find(20));
        QCOMPARE(recording.find(21)->startNs, std::int64_t(21));
        QCOMPARE(recording.find(120)->startNs, std::int64_t(120));
        QVERIFY(!recording.find(121));
        QCOMPARE(recording.append(batchOf(1, 121)).letGo, std::size_t(10)); // a tenth at once
    }

    void batchLargerThanTheLimit()
    {
        Recording recording(Recording::Limits{100, 1000});
        recording.append(batchOf(10));
        const Recording::Appended appended = recording.append(batchOf(250, 11));
        QCOMPARE(appended.letGo, std::size_t(10));
        QCOMPARE(appended.added, std::size_t(100));
        QCOMPARE(recording.firstNumber(), std::uint64_t(161));
        QCOMPARE(recording.at(0).startNs, std::int64_t(161));
        QCOMPARE(recording.letGo(), std::uint64_t(160));
    }

    void clearKeepsCounting()
    {
        Recording recording;
        recording.append(batchOf(10));
        recording.clear();
        QVERIFY(recording.empty());
        recording.append(batchOf(1));
        QCOMPARE(recording.firstNumber(), std::uint64_t(11));
    }

    void payloadMemoryIsBounded()
    {
        Recorder recorder;
        EventTrack& busy = recorder.addTrack("busy", core::Side::Server);
        EventTrack& quiet = recorder.addTrack("quiet", core::Side::Client);
        constexpr std::size_t kLimit = std::size_t{8} << 20;
        Recording recording(Recording::Limits{1'000'000, kLimit});
        std::weak_ptr<core::PayloadChunk> firstChunk;
        const auto blockOf = [](std::int64_t i) { return std::string(64 << 10, static_cast<char>('a' + i % 26)); };
        for (int i = 0; i < 1000; ++i) { // 64 MB in all
            const std::string block = blockOf(i);
            busy.add(callAt(2 * i + 1), bytesOf(block));
            if (i % 100 == 0)
                quiet.add(callAt(2 * i + 2), bytesOf("quiet " + std::to_string(i)));
            Batch batch = recorder.collectAll();
            if (i == 0)
                firstChunk = batch.chunks.front();
            recording.append(std::move(batch));
            QVERIFY(recording.payloadBytes() <= kLimit);
        }
        QVERIFY(firstChunk.expired()); // also the memory itself was given back
        // The chunk of the quiet track is old, but still in use: what is kept of it can be read.
        QVERIFY(recording.letGo() > 0);
        for (std::size_t i = 0; i < recording.size(); ++i) {
            const Event& event = recording.at(i);
            QVERIFY(textOf(event) == (event.thread == 0 ? blockOf((event.startNs - 1) / 2)
                                                        : "quiet " + std::to_string((event.startNs - 2) / 2)));
        }
    }
};

GUILESS_TEST(TestRecorder)
#include "tst_recorder.moc"
