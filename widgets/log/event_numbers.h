// SPDX-License-Identifier: GPL-3.0-or-later
// An ascending list of event numbers in two bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace widgets {

/// Numbers grow at the end and go at the front, as rows of a log do. They lie in pages of 65,536 possible numbers, of
/// which only the low 16 bits are kept. Any look-up searches the pages (16 for a million events) and then one page. One
/// thread.
class EventNumbers
{
public:
    /// Larger than all numbers before.
    void append(std::uint64_t number);
    void dropFront(std::size_t count);
    void clear();

    std::size_t size() const noexcept { return m_size; }
    bool empty() const noexcept { return m_size == 0; }
    /// 0 <= row < size().
    std::uint64_t at(std::size_t row) const noexcept;
    /// How many are smaller than that.
    std::size_t countBefore(std::uint64_t number) const noexcept;
    /// Place of a number; -1 when it is not in the list.
    std::ptrdiff_t find(std::uint64_t number) const noexcept;

private:
    struct Page
    {
        std::uint64_t base = 0; // the number without its low 16 bits
        std::size_t before = 0; // how many numbers lie in earlier pages, those included that were dropped
        std::vector<std::uint16_t> low;
    };

    std::deque<Page> m_pages;  // none is empty
    std::size_t m_dropped = 0; // from the front of the list since `before` of the first page was 0
    std::size_t m_size = 0;
};

} // namespace widgets
