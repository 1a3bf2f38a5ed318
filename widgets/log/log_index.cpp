// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_index.h"

#include <algorithm>

namespace widgets {

LogIndex::LogIndex(const core::Recording& recording, const ConnectionLabels& labels)
    : m_recording(recording), m_labels(labels), m_matcher(m_filter, labels), m_next(recording.firstNumber())
{
}

void LogIndex::setFilter(const LogFilter& filter)
{
    m_filter = filter;
    m_matcher = LogMatcher(filter, m_labels);
    restart();
}

void LogIndex::restart()
{
    m_numbers.clear();
    m_found.clear();
    m_next = m_recording.firstNumber();
}

std::size_t LogIndex::scan(Clock::time_point deadline)
{
    constexpr std::uint64_t kBetweenLooksAtClock = 64;
    const std::uint64_t first = m_recording.firstNumber();
    const std::uint64_t end = first + m_recording.size();
    m_next = std::max(m_next, first);
    while (m_next < end) {
        const std::uint64_t stop = std::min(end, m_next + kBetweenLooksAtClock);
        for (; m_next < stop; ++m_next) {
            if (m_matcher.matches(m_recording.at(static_cast<std::size_t>(m_next - first)), m_next))
                m_found.push_back(m_next);
        }
        if (Clock::now() >= deadline)
            break;
    }
    return m_found.size();
}

void LogIndex::commit()
{
    m_numbers.insert(m_numbers.end(), m_found.begin(), m_found.end());
    m_found.clear();
}

void LogIndex::scanAll()
{
    while (!isComplete()) { // in small steps, so that m_found stays small
        scan(Clock::time_point::min());
        commit();
    }
}

bool LogIndex::isComplete() const noexcept
{
    return m_next >= m_recording.firstNumber() + m_recording.size();
}

std::size_t LogIndex::countBefore(std::uint64_t number) const
{
    const auto end = std::lower_bound(m_numbers.begin(), m_numbers.end(), number);
    return static_cast<std::size_t>(end - m_numbers.begin());
}

void LogIndex::dropBefore(std::uint64_t number)
{
    m_numbers.erase(m_numbers.begin(), m_numbers.begin() + static_cast<std::ptrdiff_t>(countBefore(number)));
    m_next = std::max(m_next, number);
}

std::ptrdiff_t LogIndex::rowOf(std::uint64_t number) const
{
    const auto found = std::lower_bound(m_numbers.begin(), m_numbers.end(), number);
    return found != m_numbers.end() && *found == number ? found - m_numbers.begin() : -1;
}

} // namespace widgets
