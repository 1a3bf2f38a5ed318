// SPDX-License-Identifier: GPL-3.0-or-later
// How long the machine's memory takes to answer, as a control beside what is measured.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <random>
#include <vector>

namespace bench {

/// 32 MiB, more than the caches of a processor's core hold, read in an order that cannot be foreseen. On a virtual
/// machine others share what lies behind these caches: the same program takes up to twice as long when they use it.
class ColdMemory
{
public:
    ColdMemory() : m_lines((std::size_t{32} << 20) / sizeof(Line))
    {
        std::vector<std::size_t> order(m_lines.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::shuffle(order.begin(), order.end(), std::mt19937(1));
        for (std::size_t i = 0; i < order.size(); ++i)
            m_lines[order[i]].next = order[(i + 1) % order.size()];
    }
    /// So many reads, each of another line, each of which has to wait for the one before it.
    void read(std::size_t times)
    {
        std::size_t at = m_at;
        for (std::size_t i = 0; i < times; ++i)
            at = m_lines[at].next;
        m_at = at;
    }

private:
    struct alignas(64) Line
    {
        std::size_t next = 0;
    };
    std::vector<Line> m_lines;
    volatile std::size_t m_at = 0; // nobody needs it, but the reads are made
};

} // namespace bench
