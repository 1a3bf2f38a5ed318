// SPDX-License-Identifier: GPL-3.0-or-later
// What one thread records of its calls: written while they are made, held back, or lost.
#include "core/event/recorder.h"
#include "tests/core/event/made_events.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <array>
#include <cerrno>
#include <string>

using core::Batch;
using core::Event;
using core::EventTrack;
using core::Recorder;

class TestEventTrack : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallIsRecordedAsItWasMade()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Client);
        track.label(7, 42);
        Event& call = track.start(core::Call::Send, 7);
        call.args = {5, 6, 0, 0};
        QVERIFY(recorder.collectAll().events.empty()); // it has not returned yet
        track.finish(call, 3, 0, bytesOf(std::string("abc")));
        track.finish(track.start(core::Call::Close, 8), -1, EBADF, {});
        const Batch batch = recorder.collectAll();
        QCOMPARE(batch.events.size(), std::size_t(2));
        const Event& sent = batch.events[0];
        QCOMPARE(sent.kind, core::EventKind::Call);
        QCOMPARE(sent.call, core::Call::Send);
        QCOMPARE(sent.source, core::Source::Call);
        QCOMPARE(sent.side, core::Side::Client);
        QCOMPARE(sent.fd, 7);
        QCOMPARE(sent.connection, core::ConnectionId{42});
        QCOMPARE(sent.args, (std::array<std::int32_t, 4>{5, 6, 0, 0}));
        QCOMPARE(sent.result, 3);
        QCOMPARE(textOf(sent), std::string("abc"));
        QVERIFY(sent.startNs > 0 && sent.tookNs > 0);
        const Event& closed = batch.events[1];
        QCOMPARE(closed.result, -1);
        QCOMPARE(closed.error, std::uint16_t(EBADF));
        QCOMPARE(closed.connection, core::ConnectionId{0});
        QCOMPARE(closed.args, (std::array<std::int32_t, 4>{}));
        QVERIFY(closed.bytes().empty() && closed.payloadSize == 0);
    }

    void nothingIsLeftOfTheEventThatWasThereBefore()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Client);
        constexpr std::size_t kMany = 20 * EventTrack::kBlockEvents; // the memory of most is used again
        for (std::size_t i = 0; i < kMany; ++i) {
            Event& call = track.start(core::Call::Send, 7);
            call.args = {1, 2, 3, 4};
            call.connection = 9;
            track.finish(call, 3, EIO, bytesOf(std::string("abc")));
        }
        QCOMPARE(recorder.collectAll().events.size(), kMany);
        for (std::size_t i = 0; i < kMany; ++i)
            track.finish(track.start(core::Call::Close, 8), 0, 0, {});
        const Batch batch = recorder.collectAll();
        QCOMPARE(batch.events.size(), kMany);
        for (const Event& event : batch.events) {
            QCOMPARE(event.call, core::Call::Close);
            QCOMPARE(event.fd, 8);
            QCOMPARE(event.connection, core::ConnectionId{0});
            QCOMPARE(event.args, (std::array<std::int32_t, 4>{}));
            QCOMPARE(event.result, 0);
            QCOMPARE(event.error, std::uint16_t{0});
            QVERIFY(event.payload == nullptr && event.payloadSize == 0);
        }
    }

    // Who decides by the newest duration does not decide by an old one.
    void ofACallThatIsLostNothingIsKnown()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        track.finish(track.start(core::Call::Send, 7), 1, 0, {});
        QVERIFY(track.lastTookNs() > 0);
        QCOMPARE(track.lastCall(), core::Call::Send);
        for (std::size_t i = 1; i < EventTrack::kMaxBehind; ++i) {
            Event call = callAt(1);
            call.tookNs = 5'000;
            track.add(call);
        }
        QCOMPARE(track.lastTookNs(), std::int64_t{5'000});
        track.finish(track.start(core::Call::Send, 7), 1, 0, {});
        QCOMPARE(recorder.lost(), std::uint64_t{1});
        QCOMPARE(track.lastTookNs(), std::int64_t{0});
    }

    void aCallThatIsHeldIsWaitedForAlsoAfterALoss()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        for (std::size_t i = 0; i < EventTrack::kMaxBehind + 1; ++i)
            track.add(callAt(1));
        QCOMPARE(recorder.collectAll().events.size(), EventTrack::kMaxBehind);
        track.hold();
        Event& call = track.start(core::Call::Accept4, 3); // behind what says that one is missing
        QVERIFY(track.busySince() <= call.startNs);
        track.finish(call, 7, 0, {});
        QVERIFY(track.busySince() <= call.startNs);
        QVERIFY(recorder.collectAll().events.empty());
        track.release(42);
        QCOMPARE(track.busySince(), EventTrack::kIdle);
        const Batch batch = recorder.collectAll();
        QCOMPARE(batch.events.size(), std::size_t(2));
        QCOMPARE(batch.events[0].note(), core::NoteCode::EventsLost);
        QCOMPARE(batch.events[1].call, core::Call::Accept4);
        QCOMPARE(batch.events[1].connection, core::ConnectionId{42});
    }

    void whatIsHeldIsWaitedForWhileOtherCallsAreLost()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        for (std::size_t i = 0; i < EventTrack::kMaxBehind; ++i)
            track.add(callAt(1));
        track.hold();
        Event& accept = track.start(core::Call::Accept4, 3); // has room of its own
        const std::int64_t started = accept.startNs;
        track.finish(accept, 7, 0, {});
        track.finish(track.start(core::Call::Recv, 7), 1, 0, {});
        QCOMPARE(recorder.lost(), std::uint64_t(1));
        QCOMPARE(track.busySince(), started);
        track.release(42);
        QCOMPARE(track.busySince(), EventTrack::kIdle);
    }

    void callsWithoutRecordingLeadNowhere()
    {
        Recorder recorder(false);
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        track.finish(track.start(core::Call::Recv, 3), 1, 0, bytesOf(std::string("x")));
        track.finish(track.startWait(core::Call::EpollWait, 4), 1, 0, {});
        QCOMPARE(track.busySince(), EventTrack::kIdle);
        QCOMPARE(recorder.lost(), std::uint64_t(0));
        QVERIFY(recorder.collectAll().events.empty());
    }

    void aCallThatStartsWhereThereIsNoRoomIsCountedAsLost()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        for (std::size_t i = 0; i < EventTrack::kMaxBehind; ++i)
            track.add(callAt(1));
        Event& call = track.start(core::Call::Recv, 7);
        call.args = {1, 2, 3, 4};
        QCOMPARE(recorder.collectAll().events.size(), EventTrack::kMaxBehind); // room, but too late for this one
        track.finish(call, 1, 0, bytesOf(std::string("x")));
        QCOMPARE(recorder.lost(), std::uint64_t(1));
        QCOMPARE(track.busySince(), EventTrack::kIdle); // nobody waits for it
        track.finish(track.start(core::Call::Recv, 7), 2, 0, {});
        const Batch batch = recorder.collectAll();
        QCOMPARE(batch.events.size(), std::size_t(2));
        QCOMPARE(batch.events[0].note(), core::NoteCode::EventsLost);
        QCOMPARE(batch.events[0].args[1], 1);
        QVERIFY(batch.events[0].startNs <= batch.events[1].startNs);
        QCOMPARE(batch.events[1].result, 2);
    }

    void heldEventsGetTheirConnection()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        track.hold();
        track.add(callAt(1, 7));
        QCOMPARE(recorder.collect().events.size(), std::size_t(0));
        track.add(callAt(2, 8));
        track.release(42);
        track.label(8, 43);
        track.add(callAt(3, 8));
        track.label(8, 0);
        track.add(callAt(4, 8));
        const Batch batch = recorder.collectAll();
        QCOMPARE(batch.events.size(), std::size_t(4));
        QCOMPARE(batch.events[0].connection, 42U);
        QCOMPARE(batch.events[1].connection, 42U);
        QCOMPARE(batch.events[2].connection, 43U);
        QCOMPARE(batch.events[3].connection, 0U);
    }
};

GUILESS_TEST(TestEventTrack)
#include "tst_event_track.moc"
