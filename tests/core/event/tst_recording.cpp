// SPDX-License-Identifier: GPL-3.0-or-later
// What the recording keeps is what it was given, also for those who look at a snapshot of it on another thread.
#include "core/event/recording.h"
#include "tests/core/event/made_events.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <array>
#include <atomic>
#include <cstring>
#include <limits>
#include <thread>

using core::Batch;
using core::Event;
using core::EventBlock;
using core::PackedEvent;
using core::Recording;
using core::RecordingSnapshot;

namespace {

// One event with a payload, in a chunk of its own that nothing will be added to.
Batch batchWith(std::string_view payload)
{
    auto chunk = std::make_shared<core::PayloadChunk>(payload.size());
    std::memcpy(chunk->data.get(), payload.data(), payload.size());
    chunk->events = 1;
    chunk->full.store(true);
    Event event = callAt(1);
    event.payload = chunk->data.get();
    event.payloadSize = static_cast<std::uint32_t>(payload.size());
    return {{event}, {chunk}, false};
}

bool equal(const Event& a, const Event& b)
{
    return a.startNs == b.startNs && a.tookNs == b.tookNs && a.payload == b.payload && a.payloadSize == b.payloadSize &&
           a.connection == b.connection && a.fd == b.fd && a.result == b.result && a.args == b.args &&
           a.error == b.error && a.kind == b.kind && a.source == b.source && a.side == b.side && a.call == b.call &&
           a.thread == b.thread;
}

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryValue_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("source");
        QTest::addColumn<int>("side");
        for (int kind = 0; kind <= static_cast<int>(core::EventKind::Note); ++kind) {
            for (int source = 0; source <= static_cast<int>(core::Source::Inferred); ++source) {
                for (int side = 0; side <= 1; ++side)
                    QTest::addRow("kind %d source %d side %d", kind, source, side) << kind << source << side;
            }
        }
    }
    void keepsEveryValue()
    {
        QFETCH(int, kind);
        QFETCH(int, source);
        QFETCH(int, side);
        static const std::byte payload{};
        Event event;
        event.startNs = std::numeric_limits<std::int64_t>::max();
        event.tookNs = 0x1234'5678'9abc; // more than 32 bits
        event.payload = &payload;
        event.payloadSize = std::numeric_limits<std::uint32_t>::max();
        event.connection = std::numeric_limits<core::ConnectionId>::max();
        event.fd = std::numeric_limits<std::int32_t>::max();
        event.result = std::numeric_limits<std::int32_t>::min();
        event.args = {-1, 2, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
        event.error = std::numeric_limits<std::uint16_t>::max();
        event.kind = static_cast<core::EventKind>(kind);
        event.source = static_cast<core::Source>(source);
        event.side = static_cast<core::Side>(side);
        event.call = core::Call::Write;
        event.thread = std::numeric_limits<std::uint16_t>::max();
        QVERIFY(equal(PackedEvent(event).unpacked(), event));
        QVERIFY(equal(PackedEvent(Event{}).unpacked(), Event{}));
    }

    void keepsALastingCallAsLongAsItCan()
    {
        Event event;
        event.tookNs = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(PackedEvent(event).unpacked().tookNs, (std::int64_t{1} << 48) - 1);
    }

    void beginsWhereAFileBegins()
    {
        Recording recording(Recording::Limits{}, Recording::Start{1001, 1000, 7});
        recording.append(batchOf(3, 50));
        QCOMPARE(recording.firstNumber(), std::uint64_t(1001));
        QCOMPARE(recording.letGo(), std::uint64_t(1000));
        QCOMPARE(recording.originNs(), std::int64_t(7));
        QVERIFY(!recording.find(1000));
        QCOMPARE(recording.find(1003)->startNs, std::int64_t(52));
    }

    void payloadOfOneBatchThatIsTooLarge()
    {
        Recording recording(Recording::Limits{100, 10});
        recording.append(batchOf(5));
        Batch batch;
        for (const char* text : {"1234", "5678", "90ab", "cdef"}) {
            Batch one = batchWith(text);
            batch.events.push_back(one.events.front());
            batch.chunks.push_back(one.chunks.front());
        }
        QCOMPARE(recording.append(batch).added, std::size_t(2));
        QCOMPARE(recording.firstNumber(), std::uint64_t(8));
        QCOMPARE(recording.letGo(), std::uint64_t(7));
        QCOMPARE(recording.payloadBytes(), std::size_t(8));
        // One event is kept even when it alone is too large: it is what happened last.
        QCOMPARE(recording.append(batchWith("more than ten bytes")).added, std::size_t(1));
        QCOMPARE(recording.size(), std::size_t(1));
    }

    // However many whole blocks of events are dropped at once, and whichever limit asks for it.
    void payloadIsThatOfTheKeptEvents_data()
    {
        QTest::addColumn<qulonglong>("events");
        QTest::addColumn<qulonglong>("payloadBytes");
        QTest::newRow("by events") << 50'000ULL << 1'000'000'000ULL;
        QTest::newRow("by payload") << 1'000'000ULL << 200'000ULL;
        QTest::newRow("by both") << 50'000ULL << 150'000ULL;
    }

    void payloadIsThatOfTheKeptEvents()
    {
        QFETCH(qulonglong, events);
        QFETCH(qulonglong, payloadBytes);
        static const std::array<std::byte, 8> bytes{};
        Recording recording({events, payloadBytes});
        std::size_t letGo = 0;
        for (unsigned batches = 0; batches < 60; ++batches) {
            Batch batch = batchOf(1'000 + batches * 97);
            for (std::size_t i = 0; i < batch.events.size(); ++i) {
                batch.events[i].payload = i % 3 == 0 ? nullptr : bytes.data();
                batch.events[i].payloadSize = static_cast<std::uint32_t>((i * 7 + batches) % (bytes.size() + 1));
            }
            letGo += recording.append(std::move(batch)).letGo;
            std::size_t kept = 0;
            for (std::size_t i = 0; i < recording.size(); ++i)
                kept += recording.at(i).payload ? recording.at(i).payloadSize : 0;
            QCOMPARE(recording.payloadBytes(), kept);
            QVERIFY(kept <= payloadBytes);
            QVERIFY(recording.size() <= events);
        }
        QVERIFY(letGo > 2 * EventBlock::kEvents);
        QCOMPARE(recording.letGo(), letGo);
    }

    void smallerLimitsLetGoAtOnce()
    {
        Recording recording;
        recording.append(batchOf(1000));
        std::size_t announced = 0;
        Recording::Limits limits;
        limits.events = 100;
        QCOMPARE(recording.tooManyFor(limits), std::size_t(900));
        QCOMPARE(recording.size(), std::size_t(1000)); // it was only a question
        const auto result = recording.setLimits(limits, [&](std::size_t count) {
            announced = count;
            QCOMPARE(recording.size(), std::size_t(1000)); // they can still be read
        });
        QCOMPARE(announced, result.letGo);
        QCOMPARE(recording.size(), std::size_t(100));
        QCOMPARE(recording.letGo(), std::uint64_t(900));
        QCOMPARE(recording.at(0).startNs, std::int64_t(901));
        QCOMPARE(recording.setLimits(limits).letGo, std::size_t(0));
    }

    void snapshotStaysWhateverBecomesOfTheRecording()
    {
        Recording recording(Recording::Limits{100, 1000});
        recording.append(batchWith("Hello!"));
        recording.append(batchOf(50, 2));
        const RecordingSnapshot snapshot = recording.snapshot();
        recording.append(batchOf(500, 100));
        recording.clear();
        QCOMPARE(snapshot.size(), std::size_t(51));
        QCOMPARE(snapshot.firstNumber(), std::uint64_t(1));
        QCOMPARE(snapshot.originNs(), std::int64_t(1));
        const auto bytes = snapshot.find(1)->bytes();
        QCOMPARE(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()), std::string("Hello!"));
        QCOMPARE(snapshot.at(50).startNs, std::int64_t(51));
        QVERIFY(!snapshot.find(0));
        QVERIFY(!snapshot.find(52));
    }

    void snapshotCanBeReadWhileTheRecordingGoesOn()
    {
        Recording recording(Recording::Limits{20'000, 1000});
        std::int64_t next = 1;
        std::atomic<int> wrong{0};
        for (int round = 0; round < 20; ++round) {
            recording.append(batchOf(1500, next));
            next += 1500;
            std::thread reader([snapshot = recording.snapshot(), &wrong] {
                for (std::size_t i = 0; i < snapshot.size(); ++i) {
                    if (snapshot.at(i).startNs != static_cast<std::int64_t>(snapshot.firstNumber() + i))
                        ++wrong;
                }
            });
            recording.append(batchOf(3000, next));
            next += 3000;
            reader.join();
        }
        QCOMPARE(wrong.load(), 0);
    }
};

APPLESS_TEST(TestRecording)
#include "tst_recording.moc"
