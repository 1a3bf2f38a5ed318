// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of events on their way through a track: lent, kept and dropped.
#include "core/event/recorder.h"
#include "core/event/recording.h"
#include "tests/core/event/made_events.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <vector>

using core::Batch;
using core::EventTrack;
using core::Recorder;
using core::Recording;

// What recv(2) does: fills the front of lent room.
static std::span<std::byte> receive(EventTrack& track, const std::string& text)
{
    const std::span<std::byte> room = track.lendRoom();
    std::ranges::copy(bytesOf(text), room.begin());
    return room.first(text.size());
}

class TestPayloadWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Who echoes sends what it has received, from the same place.
    void whatIsSentAsReceivedIsKeptOnce()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        std::string buffer = "Hello!";
        track.add(callAt(1), bytesOf(buffer));
        track.add(callAt(2), bytesOf(buffer));
        buffer = "World!";
        track.add(callAt(3), bytesOf(buffer));
        track.add(callAt(4), bytesOf(buffer).first(3));
        Recording recording;
        recording.append(recorder.collectAll());
        QCOMPARE(textOf(recording.at(0)), std::string("Hello!"));
        QVERIFY(recording.at(1).payload == recording.at(0).payload);
        QCOMPARE(recording.at(1).payloadSize, recording.at(0).payloadSize);
        QCOMPARE(textOf(recording.at(2)), std::string("World!"));
        QCOMPARE(textOf(recording.at(3)), std::string("Wor"));
    }

    // Where it stays the same, it stays in the processor's cache.
    void smallPiecesAreReceivedIntoTheSameMemory()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        const std::byte* const room = track.lendRoom().data();
        for (int i = 0; i < 100; ++i) {
            const std::span<std::byte> received = receive(track, "piece " + std::to_string(i));
            QVERIFY(received.data() == room);
            track.add(callAt(i + 1), received);
            track.add(callAt(i + 1), received); // sent on
        }
        Recording recording;
        recording.append(recorder.collectAll());
        QCOMPARE(recording.size(), std::size_t(200));
        for (std::size_t i = 0; i < 100; ++i) {
            QCOMPARE(textOf(recording.at(2 * i)), "piece " + std::to_string(i));
            QVERIFY(recording.at(2 * i + 1).payload == recording.at(2 * i).payload); // kept once
        }
    }

    void largePiecesAreReceivedWhereTheyStay()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        track.add(callAt(1), receive(track, std::string(2000, 'a'))); // the next ones may be large, too
        const std::string large(2000, 'b');
        const std::span<std::byte> received = receive(track, large);
        track.add(callAt(2), received);
        track.add(callAt(3), received);                      // sent on
        track.add(callAt(4), received.subspan(1, 3));        // what the kernel took of it
        std::ranges::fill(track.lendRoom(), std::byte{'x'}); // the next recv
        QVERIFY(track.lendRoom().data() == received.data() + large.size());
        Recording recording;
        recording.append(recorder.collectAll());
        QCOMPARE(textOf(recording.at(0)), std::string(2000, 'a'));
        QVERIFY(recording.at(1).payload == received.data());
        QVERIFY(recording.at(2).payload == received.data());
        QCOMPARE(textOf(recording.at(1)), large);
        QCOMPARE(textOf(recording.at(2)), large);
        QCOMPARE(textOf(recording.at(3)), std::string("bbb"));
    }

    void afterManySmallPiecesTheMemoryIsTheSameAgain()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        const std::byte* const room = track.lendRoom().data();
        track.add(callAt(1), receive(track, std::string(2000, 'a')));
        QVERIFY(track.lendRoom().data() != room);
        for (int i = 0; i < 100; ++i)
            track.add(callAt(i + 2), receive(track, "small"));
        QVERIFY(track.lendRoom().data() == room);
        track.add(callAt(200), receive(track, std::string(2000, 'c')));
        QVERIFY(track.lendRoom().data() != room);
        const Batch batch = recorder.collectAll();
        QCOMPARE(textOf(batch.events.front()), std::string(2000, 'a'));
        QCOMPARE(textOf(batch.events[50]), std::string("small"));
        QCOMPARE(textOf(batch.events.back()), std::string(2000, 'c'));
    }

    // Also where a chunk ends, and when something else is recorded between the call and what is made of its bytes.
    void lentRoomHoldsEveryByte()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        Recording recording;
        std::vector<std::string> expected;
        for (int i = 0; i < 3000; ++i) {
            const std::string received(static_cast<std::size_t>(i) * 37 % 5000 + 1, static_cast<char>('a' + i % 26));
            const std::span<std::byte> room = track.lendRoom();
            std::ranges::copy(bytesOf(received), room.begin());
            track.add(callAt(3 * i + 1), room.first(received.size()));
            expected.push_back(received);
            if (i % 7 == 0) {
                const std::string other(static_cast<std::size_t>(i) * 11 % 70'000, 'o');
                track.add(callAt(3 * i + 2), bytesOf(other));
                expected.push_back(other);
            }
            track.add(callAt(3 * i + 3), room.first(received.size()));
            expected.push_back(received);
        }
        recording.append(recorder.collectAll());
        QCOMPARE(recording.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(textOf(recording.at(i)), expected[i]);
    }

    void lentRoomStaysWhenItsEventsAreLetGo()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        track.add(callAt(1), track.lendRoom()); // large: the next one is received where it stays
        const std::span<std::byte> room = track.lendRoom();
        std::ranges::fill(room, std::byte{'r'});
        track.add(callAt(1), room);
        const std::string other(1 << 20, 'o'); // opens a chunk of its own
        track.add(callAt(2), bytesOf(other));
        recorder.discard();
        track.add(callAt(3), bytesOf(std::string(1 << 20, 'p')));
        recorder.discard();
        QVERIFY(std::ranges::all_of(room, [](std::byte byte) { return byte == std::byte{'r'}; }));
        track.add(callAt(4), room);
        QCOMPARE(recorder.collectAll().events.at(0).payloadSize, std::uint32_t{EventTrack::kRoomBytes});
    }

    void memoryThatNobodyHoldsIsLentAgain()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        track.add(callAt(1), track.lendRoom()); // large: copied, and the next ones are received behind the copy
        const std::byte* const first = track.lendRoom().data() - EventTrack::kRoomBytes;
        for (int i = 2; i < 12; ++i) { // several chunks
            const std::span<std::byte> room = track.lendRoom();
            QCOMPARE(room.size(), EventTrack::kRoomBytes);
            track.add(callAt(i), room);
            recorder.discard();
            QVERIFY(room.data() >= first && room.data() < first + core::PayloadChunk::kLargeBytes);
        }
    }

    // Without waiting to be discarded, too: else a busy track would go through all of the processor's cache.
    void whatWillBeDiscardedGoesIntoTheSameMemory()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        track.add(callAt(1), track.lendRoom());
        recorder.discard();
        const std::byte* const first = track.lendRoom().data() - EventTrack::kRoomBytes;
        for (int i = 2; i < 14; ++i) { // three chunks
            const std::span<std::byte> room = track.lendRoom();
            track.add(callAt(i), room);
            QVERIFY(room.data() >= first && room.data() < first + core::PayloadChunk::kLargeBytes);
        }
    }

    void packetsWasteLittleOfTheirChunks()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("kernel", core::Side::Server);
        std::size_t payload = 0;
        for (int i = 0; i < 200; ++i) { // a packet of the loopback interface, and what acknowledges it
            for (const std::size_t bytes : {std::size_t{65'535}, std::size_t{52}}) {
                track.add(callAt(2 * i + 1), bytesOf(std::string(bytes, 'p')));
                payload += bytes;
            }
        }
        std::size_t memory = 0;
        for (const auto& chunk : recorder.collectAll().chunks)
            memory += chunk->size;
        QVERIFY2(memory <= payload * 12 / 10, qPrintable(QString::number(memory)));
    }

    void whatIsSentInPartsIsKeptOnce()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        std::string text = "Hello, world!";
        track.add(callAt(1), bytesOf(text));
        track.add(callAt(2), bytesOf(text).first(5));
        track.add(callAt(3), bytesOf(text).subspan(5));
        text[7] = 'W';
        track.add(callAt(4), bytesOf(text).subspan(5));
        Recording recording;
        recording.append(recorder.collectAll());
        QVERIFY(recording.at(1).payload == recording.at(0).payload);
        QVERIFY(recording.at(2).payload == recording.at(0).payload + 5);
        QCOMPARE(textOf(recording.at(1)), std::string("Hello"));
        QCOMPARE(textOf(recording.at(2)), std::string(", world!"));
        QCOMPARE(textOf(recording.at(3)), std::string(", World!"));
    }

    void smallPiecesNeedFewChunksWhenNobodyHoldsThem()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        std::set<const std::byte*> memory;
        std::size_t chunks = 0;
        for (int i = 0; i < 20'000; ++i) { // each of other bytes, 1.2 MB in all
            track.add(callAt(i + 1), receive(track, std::to_string(i) + std::string(60, 's')));
            if (i % 100 != 99)
                continue;
            for (const auto& chunk : recorder.collectAll().chunks) {
                memory.insert(chunk->data.get());
                ++chunks;
            }
        }
        QVERIFY2(chunks >= 9, qPrintable(QString::number(chunks)));
        QVERIFY2(memory.size() <= 3, qPrintable(QString::number(memory.size())));
    }

    void roomIsLentWithoutRecordingToo()
    {
        Recorder recorder(false);
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        const std::span<std::byte> room = track.lendRoom();
        QCOMPARE(room.size(), EventTrack::kRoomBytes);
        QVERIFY(track.lendRoom().data() == room.data());
    }

    void payloadsSurviveAllTheWay()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        Recording recording;
        const std::string large(3 << 20, 'x'); // larger than a chunk
        for (int i = 0; i < 1000; ++i) {
            const std::string text = i == 500 ? large : "payload " + std::to_string(i);
            track.add(callAt(i + 1), bytesOf(text));
        }
        recording.append(recorder.collectAll());
        QCOMPARE(recording.size(), std::size_t(1000));
        for (std::size_t i = 0; i < 1000; ++i)
            QCOMPARE(textOf(recording.at(i)), i == 500 ? large : "payload " + std::to_string(i));
    }

    void payloadTooFarBehindIsNotKeptAndSaysSo()
    {
        Recorder recorder;
        EventTrack& track = recorder.addTrack("t", core::Side::Server);
        const std::string megabyte(1 << 20, 'x');
        for (int i = 0; i < 80; ++i)
            track.add(callAt(i + 1), bytesOf(megabyte));
        Batch batch = recorder.collectAll();
        QVERIFY(batch.events.front().payload);
        QVERIFY(!batch.events.back().payload);
        QCOMPARE(batch.events.back().payloadSize, std::uint32_t(megabyte.size()));
        track.add(callAt(100), bytesOf(megabyte)); // there is room again
        QVERIFY(recorder.collectAll().events.back().payload);
    }
};

GUILESS_TEST(TestPayloadWriter)
#include "tst_payload_writer.moc"
