// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes are found wherever the segments end, and a GiB is walked through in bounded memory.
#include "core/clock.h"
#include "core/event/recording.h"
#include "core/stream/stream_bytes.h"
#include "core/stream/stream_rows.h"
#include "core/stream/stream_search.h"
#include "tests/support/test_class.h"
#include "tests/widgets/log/event_maker.h"

#include <QTest>
#include <algorithm>

using core::Call;
using core::Event;
using core::Side;
using core::StreamIndex;
using core::StreamSearch;
using core::StreamSegment;

class TestStreamSearch : public QObject
{
    Q_OBJECT

    EventMaker m_make;
    std::vector<Event> m_events;
    StreamIndex m_index{7, core::StreamSource::ClientCalls};

    void add(Call call, std::string_view text)
    {
        m_events.push_back(m_make.data(call, Side::Client, 7, 9, text));
        m_index.add(m_events.back(), m_events.size());
    }

    StreamSearch search(std::string_view needle)
    {
        const auto bytes = std::as_bytes(std::span(needle));
        return {
            m_index,
            [this](const StreamSegment& segment) { return core::segmentBytes(m_events[segment.number - 1], segment); },
            {bytes.begin(), bytes.end()}};
    }

private Q_SLOTS:
    void init()
    {
        m_events.clear();
        m_index = StreamIndex(7, core::StreamSource::ClientCalls);
    }

    void matchesAreFoundInASegment()
    {
        add(Call::Send, "ababa");
        StreamSearch aba = search("aba");
        QCOMPARE(aba.firstIn(0), 0U);
        QCOMPARE(aba.firstIn(0, 1), 2U);
        QVERIFY(!aba.firstIn(0, 3));
        QCOMPARE(aba.lastIn(0, 5), 2U);
        QCOMPARE(aba.lastIn(0, 2), 0U);
        QVERIFY(!aba.lastIn(0, 0));
    }

    void matchesReachIntoTheNextSegmentsOfTheirDirection()
    {
        add(Call::Send, "xxHel");
        add(Call::Recv, "Hello");
        add(Call::Send, "l");
        add(Call::Send, "o, Hel");
        StreamSearch hello = search("Hello");
        QCOMPARE(hello.firstIn(0), 2U);
        QCOMPARE(hello.lastIn(0, 5), 2U);
        QCOMPARE(hello.firstIn(1), 0U);
        QVERIFY(!hello.firstIn(2));
        QVERIFY(!hello.firstIn(3));
    }

    void noMatchReachesOverAGap()
    {
        add(Call::Send, "Hel");
        Event lost = m_make.data(Call::Send, Side::Client, 7, 9, "zz");
        lost.payload = nullptr;
        m_events.push_back(lost);
        m_index.add(lost, m_events.size());
        add(Call::Send, "lo");
        QVERIFY(!search("Hello").firstIn(0));
        QVERIFY(!search("Hello").firstIn(1));
    }

    void oneDirectionIsReadByteByByte()
    {
        add(Call::Send, "Hel");
        add(Call::Recv, "no");
        Event lost = m_make.data(Call::Send, Side::Client, 7, 9, "zz");
        lost.payload = nullptr;
        m_events.push_back(lost);
        add(Call::Send, std::string(StreamIndex::kMaxSegment + 1, 'x'));
        core::Recording recording;
        core::Batch batch;
        batch.events = m_events;
        recording.append(std::move(batch));
        core::StreamBytes bytes(recording.snapshot(), 7, core::StreamSource::ClientCalls,
                                core::StreamDirection::ToServer);
        std::string text;
        for (auto piece = bytes.next(); !piece.empty(); piece = bytes.next())
            text.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        QCOMPARE(text, "Hel" + std::string(StreamIndex::kMaxSegment + 1, 'x'));
    }

    void aGiBIsIndexedShownAndSearchedInSlices()
    {
        // 16,384 events that share one piece of memory: a stream of 1 GiB.
        std::string text(StreamIndex::kMaxSegment, 'x');
        for (std::size_t i = 99; i < text.size(); i += 100)
            text[i] = '\n';
        Event event = m_make.data(Call::Recv, Side::Client, 7, 9, text);
        core::Recording recording({1'000'000, std::size_t{2} << 30U});
        core::Batch batch;
        batch.events.assign(16'384, event);
        recording.append(std::move(batch));
        const core::RecordingSnapshot snapshot = recording.snapshot();

        core::StreamRows rows;
        std::int64_t longest = 0;
        const auto measured = [&longest](const auto& work) {
            const std::int64_t before = core::monotonicNs();
            work();
            longest = std::max(longest, core::monotonicNs() - before);
        };
        for (std::size_t i = 0; i < snapshot.size(); ++i) {
            measured([&] {
                const Event one = snapshot.at(i);
                const std::size_t at = m_index.add(one, i + 1);
                rows.append(
                    core::rowsOf(core::StreamForm::Text, m_index.at(at), core::segmentBytes(one, m_index.at(at))));
            });
        }
        QCOMPARE(m_index.total(core::StreamDirection::ToClient), std::uint64_t{1} << 30U);
        QCOMPARE(m_index.size(), 16'384U);
        QCOMPARE(rows.rows(), std::uint64_t{16'384} * 656);

        StreamSearch missing(m_index,
                             [&snapshot](const StreamSegment& segment) {
                                 return core::segmentBytes(*snapshot.find(segment.number), segment);
                             },
                             {std::byte{'x'}, std::byte{'y'}});
        for (std::size_t i = 0; i < m_index.size(); ++i)
            measured([&] { QVERIFY(!missing.firstIn(i)); });
        const core::StreamRows::Place place = rows.place(rows.rows() - 1);
        QCOMPARE(place.segment, 16'383U);
        qInfo("longest step %lld us", static_cast<long long>(longest / 1000));
    }
};

APPLESS_TEST(TestStreamSearch)
#include "tst_stream_search.moc"
