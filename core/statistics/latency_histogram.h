// SPDX-License-Identifier: GPL-3.0-or-later
// How long things took, in little memory: counts in buckets of a fixed relative width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace core {

/// Sixteen buckets for each doubling, so that a quantile is at most 1/16 of itself (6.3 %) too large, and never too
/// small; below 32 ns it is exact, and so are min(), max() and mean(). Holds 4 bytes for each bucket between the
/// smallest and the largest value, at most 2.9 KiB. What is longer than 2^48 ns counts as that long. A plain value; one
/// thread.
class LatencyHistogram
{
public:
    void add(std::int64_t nanoseconds);
    void add(const LatencyHistogram& other);

    std::uint64_t count() const noexcept { return m_count; }
    /// 0 while count() is 0; in nanoseconds, as all below.
    std::int64_t min() const noexcept { return m_min; }
    std::int64_t max() const noexcept { return m_max; }
    std::int64_t mean() const noexcept;
    /// A value that at least that part of all values does not exceed: the smallest one, rounded up as said above but
    /// never beyond max(); 0 <= part <= 1.
    std::int64_t quantile(double part) const noexcept;

private:
    void makeRoom(std::size_t first, std::size_t last);

    std::vector<std::uint32_t> m_counts;
    std::size_t m_first = 0; // bucket of m_counts.front()
    std::uint64_t m_count = 0;
    std::int64_t m_sum = 0;
    std::int64_t m_min = 0;
    std::int64_t m_max = 0;
};

} // namespace core
