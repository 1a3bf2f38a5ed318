// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stream/stream_bytes.h"

namespace core {

std::span<const std::byte> StreamBytes::next()
{
    if (!m_index) {
        m_index.emplace(m_connection, m_source);
        for (std::size_t i = 0; i < m_snapshot.size(); ++i)
            m_index->add(m_snapshot.at(i), m_snapshot.firstNumber() + i);
    }
    while (m_next < m_index->size()) {
        const StreamSegment& segment = m_index->at(m_next++);
        if (segment.direction != m_direction)
            continue;
        const std::optional<Event> event = m_snapshot.find(segment.number);
        const auto bytes = event ? segmentBytes(*event, segment) : std::span<const std::byte>{};
        if (!bytes.empty())
            return bytes;
    }
    return {};
}

} // namespace core
