// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stream/stream_search_run.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kSearchSlice = 4ms;
constexpr std::size_t kEnd = std::numeric_limits<std::size_t>::max();

} // namespace

StreamSearchRun::StreamSearchRun(StreamContent& content, QObject* parent) : QObject(parent), m_content(content)
{
    connect(&m_slices, &SliceTimer::timeout, this, &StreamSearchRun::slice);
    connect(&content, &StreamContent::changed, this, [this] {
        if (std::exchange(m_waiting, false))
            m_slices.start();
    });
    connect(&content, &StreamContent::dropped, this,
            [this](quint64 segments, quint64) { onDropped(static_cast<std::size_t>(segments)); });
    connect(&content, &StreamContent::restarted, this, [this] {
        m_last.reset();
        cancel();
    });
}

void StreamSearchRun::onDropped(std::size_t count)
{
    m_begin -= std::min(m_begin, count);
    if (m_segment != kEnd) {
        if (m_segment < count)
            m_from = m_forward ? 0 : kEnd;
        m_segment -= std::min(m_segment, count);
    }
    if (m_last && m_last->segment >= count)
        m_last->segment -= count;
    else
        m_last.reset();
}

void StreamSearchRun::start(const std::vector<std::byte>& needle, std::size_t segment, bool forward)
{
    m_search.emplace(
        m_content.index(), [this](const core::StreamSegment& one) { return m_content.bytesOf(one); }, needle);
    m_forward = forward;
    m_cameRound = false;
    m_waiting = false;
    m_begin = m_segment = segment;
    m_from = forward ? 0 : kEnd;
    if (m_last && m_last->segment == segment)
        m_from = forward ? m_last->offset + std::size_t{1} : m_last->offset;
    m_slices.start();
    slice();
}

void StreamSearchRun::cancel()
{
    m_slices.stop();
    m_waiting = false;
}

std::optional<std::uint32_t> StreamSearchRun::look()
{
    const core::StreamSegment& segment = m_content.index().at(m_segment);
    if (segment.part != core::StreamPart::Bytes || !m_content.isShown(segment))
        return std::nullopt;
    return m_forward ? m_search->firstIn(m_segment, m_from) : m_search->lastIn(m_segment, m_from);
}

void StreamSearchRun::slice()
{
    const auto deadline = std::chrono::steady_clock::now() + kSearchSlice;
    while (std::chrono::steady_clock::now() < deadline) {
        const std::size_t size = m_content.segmentsRead();
        if (m_segment >= size && !comeRound(size))
            return;
        if (m_cameRound && (m_forward ? m_segment > m_begin : m_segment < m_begin))
            return end();
        if (const std::optional<std::uint32_t> offset = look()) {
            m_slices.stop();
            m_last = {m_segment, *offset};
            Q_EMIT found(m_segment, *offset, m_cameRound);
            return;
        }
        m_from = m_forward ? 0 : kEnd;
        m_segment = m_forward ? m_segment + 1 : m_segment == 0 ? kEnd : m_segment - 1;
    }
}

/// To the other side, of which all must be known; false when the search does not go on now.
bool StreamSearchRun::comeRound(std::size_t size)
{
    if (!m_content.isComplete()) {
        m_slices.stop();
        m_waiting = true;
        return false;
    }
    if (m_cameRound || size == 0) {
        end();
        return false;
    }
    m_cameRound = true;
    m_segment = m_forward ? 0 : size - 1;
    return true;
}

void StreamSearchRun::end()
{
    m_slices.stop();
    Q_EMIT notFound();
}

} // namespace widgets

#include "moc_stream_search_run.cpp"
