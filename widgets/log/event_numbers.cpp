// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_numbers.h"

#include <algorithm>

namespace widgets {

namespace {

constexpr std::uint64_t kLowBits = 0xffff;

} // namespace

void EventNumbers::append(std::uint64_t number)
{
    const std::uint64_t base = number & ~kLowBits;
    if (m_pages.empty() || m_pages.back().base != base)
        m_pages.push_back({base, m_dropped + m_size, {}});
    m_pages.back().low.push_back(static_cast<std::uint16_t>(number & kLowBits));
    ++m_size;
}

void EventNumbers::dropFront(std::size_t count)
{
    count = std::min(count, m_size);
    m_dropped += count;
    m_size -= count;
    while (!m_pages.empty() && m_pages.front().before + m_pages.front().low.size() <= m_dropped)
        m_pages.pop_front();
    if (m_pages.empty())
        m_dropped = 0;
}

void EventNumbers::clear()
{
    m_pages.clear();
    m_dropped = 0;
    m_size = 0;
}

std::uint64_t EventNumbers::at(std::size_t row) const noexcept
{
    const std::size_t place = m_dropped + row;
    const auto after = std::upper_bound(m_pages.begin(), m_pages.end(), place,
                                        [](std::size_t value, const Page& page) { return value < page.before; });
    const Page& page = *std::prev(after);
    return page.base | page.low[place - page.before];
}

std::size_t EventNumbers::countBefore(std::uint64_t number) const noexcept
{
    const std::uint64_t base = number & ~kLowBits;
    const auto page = std::lower_bound(m_pages.begin(), m_pages.end(), base,
                                       [](const Page& each, std::uint64_t value) { return each.base < value; });
    if (page == m_pages.end())
        return m_size;
    std::size_t place = page->before;
    if (page->base == base) {
        const auto low = static_cast<std::uint16_t>(number & kLowBits);
        place +=
            static_cast<std::size_t>(std::lower_bound(page->low.begin(), page->low.end(), low) - page->low.begin());
    }
    return std::max(place, m_dropped) - m_dropped;
}

std::ptrdiff_t EventNumbers::find(std::uint64_t number) const noexcept
{
    const std::size_t row = countBefore(number);
    return row < m_size && at(row) == number ? static_cast<std::ptrdiff_t>(row) : -1;
}

} // namespace widgets
