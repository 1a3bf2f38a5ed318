// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stream/stream_search_run.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kSlice = 4ms;
constexpr std::size_t kEnd = std::numeric_limits<std::size_t>::max();

} // namespace

StreamSearchRun::StreamSearchRun(StreamContent& content, QObject* parent) : QObject(parent), m_content(content)
{
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &StreamSearchRun::slice);
    connect(&content, &StreamContent::dropped, this, [this](quint64 segments, quint64) {
        const auto count = static_cast<std::size_t>(segments);
        m_segment -= std::min(m_segment, count);
        m_left -= std::min(m_left, count);
        if (m_last && m_last->segment >= count)
            m_last->segment -= count;
        else
            m_last.reset();
    });
    connect(&content, &StreamContent::restarted, this, [this] {
        m_last.reset();
        cancel();
    });
}

void StreamSearchRun::start(const std::vector<std::byte>& needle, std::size_t segment, bool forward)
{
    m_search.emplace(
        m_content.index(), [this](const core::StreamSegment& one) { return m_content.bytesOf(one); }, needle);
    m_forward = forward;
    m_cameRound = false;
    m_segment = std::min(segment, m_content.index().size());
    m_from = forward ? 0 : kEnd;
    if (m_last && m_last->segment == segment)
        m_from = forward ? m_last->offset + std::size_t{1} : m_last->offset;
    m_left = m_content.index().size() + 1; // the first one is looked at twice: behind the place, and before it
    m_slices.start();
    slice();
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
    const auto deadline = std::chrono::steady_clock::now() + kSlice;
    const std::size_t size = m_content.index().size();
    for (; m_left > 0 && size > 0; --m_left) {
        if (std::chrono::steady_clock::now() >= deadline)
            return;
        if (m_segment >= size) {
            m_segment = m_forward ? 0 : size - 1;
            m_cameRound = true;
        }
        if (const std::optional<std::uint32_t> offset = look()) {
            m_slices.stop();
            m_last = {m_segment, *offset};
            Q_EMIT found(m_segment, *offset, m_cameRound);
            return;
        }
        m_from = m_forward ? 0 : kEnd;
        m_segment = m_forward ? m_segment + 1 : m_segment == 0 ? kEnd : m_segment - 1;
    }
    m_slices.stop();
    Q_EMIT notFound();
}

} // namespace widgets
