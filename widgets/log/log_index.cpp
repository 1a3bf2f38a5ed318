// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_index.h"

#include <algorithm>

namespace widgets {

namespace {

constexpr std::size_t kMostFound = 65'536;

} // namespace

LogIndex::LogIndex(const core::Recording& recording, const ConnectionLabels& labels)
    : m_recording(recording), m_context(recording, labels), m_matcher(m_filter), m_next(recording.firstNumber())
{
}

void LogIndex::setFilter(const LogFilter& filter)
{
    m_filter = filter;
    m_matcher = LogMatcher(filter);
    restart();
}

void LogIndex::restart()
{
    m_numbers.clear();
    m_found.clear();
    m_next = m_recording.firstNumber();
}

bool LogIndex::hasFoundMany() const noexcept
{
    return m_found.size() >= kMostFound;
}

std::size_t LogIndex::scan(Clock::time_point deadline)
{
    const std::uint64_t betweenLooksAtClock = m_matcher.eventsAtOnce();
    const std::uint64_t first = m_recording.firstNumber();
    const std::uint64_t end = this->end();
    m_next = std::max(m_next, first);
    while (m_next < end) {
        const std::uint64_t stop = std::min(end, m_next + betweenLooksAtClock);
        for (; m_next < stop; ++m_next) {
            if (m_matcher.matches(m_recording.at(static_cast<std::size_t>(m_next - first)), m_next, m_context))
                m_found.push_back(m_next);
        }
        if (Clock::now() >= deadline || hasFoundMany())
            break;
    }
    return m_found.size();
}

void LogIndex::commit()
{
    for (const std::uint64_t number : m_found)
        m_numbers.append(number);
    m_found.clear();
    constexpr std::size_t kKept = 8192; // room for what one batch brings; a slice of a scan finds far more
    if (m_found.capacity() > kKept)
        m_found.shrink_to_fit();
}

bool LogIndex::isComplete() const noexcept
{
    return m_found.empty() && !hasUnseen();
}

bool LogIndex::hasUnseen() const noexcept
{
    return m_next < end();
}

std::uint64_t LogIndex::end() const noexcept
{
    return std::min(m_hold, m_recording.firstNumber() + m_recording.size());
}

void LogIndex::dropBefore(std::uint64_t number)
{
    m_numbers.dropFront(countBefore(number));
    m_found.erase(m_found.begin(), std::lower_bound(m_found.begin(), m_found.end(), number));
    m_next = std::max(m_next, number);
}

} // namespace widgets
