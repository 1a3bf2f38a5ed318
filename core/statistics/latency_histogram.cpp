// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statistics/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace core {

namespace {

constexpr unsigned kBits = 4; // sixteen buckets for each doubling
constexpr std::uint64_t kExact = std::uint64_t{1} << kBits;
constexpr std::int64_t kLongest = std::int64_t{1} << 48U;

// Below kExact the value itself; from there the exponent and the kBits bits behind the leading one.
std::size_t bucketOf(std::uint64_t value) noexcept
{
    if (value < kExact)
        return value;
    const auto shift = static_cast<unsigned>(std::bit_width(value)) - 1 - kBits;
    return (std::size_t{shift} << kBits) + (value >> shift);
}

std::int64_t largestOf(std::size_t bucket) noexcept
{
    if (bucket < kExact)
        return static_cast<std::int64_t>(bucket);
    const std::size_t shift = (bucket >> kBits) - 1;
    const std::uint64_t first = (kExact + (bucket & (kExact - 1))) << shift;
    return static_cast<std::int64_t>(first + (std::uint64_t{1} << shift) - 1);
}

} // namespace

void LatencyHistogram::makeRoom(std::size_t first, std::size_t last)
{
    if (m_counts.empty()) {
        m_first = first;
    } else if (first < m_first) {
        m_counts.insert(m_counts.begin(), m_first - first, 0);
        m_first = first;
    }
    if (last - m_first >= m_counts.size())
        m_counts.resize(last - m_first + 1);
}

void LatencyHistogram::add(std::int64_t nanoseconds)
{
    const std::int64_t value = std::clamp<std::int64_t>(nanoseconds, 0, kLongest);
    const std::size_t bucket = bucketOf(static_cast<std::uint64_t>(value));
    if (bucket < m_first || bucket - m_first >= m_counts.size())
        makeRoom(bucket, bucket);
    ++m_counts[bucket - m_first];
    m_min = m_count == 0 ? value : std::min(m_min, value);
    m_max = std::max(m_max, value);
    m_sum += value;
    ++m_count;
}

void LatencyHistogram::add(const LatencyHistogram& other)
{
    if (other.m_count == 0)
        return;
    makeRoom(other.m_first, other.m_first + other.m_counts.size() - 1);
    for (std::size_t i = 0; i < other.m_counts.size(); ++i)
        m_counts[other.m_first - m_first + i] += other.m_counts[i];
    m_min = m_count == 0 ? other.m_min : std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
    m_sum += other.m_sum;
    m_count += other.m_count;
}

std::int64_t LatencyHistogram::mean() const noexcept
{
    return m_count == 0 ? 0 : m_sum / static_cast<std::int64_t>(m_count);
}

std::int64_t LatencyHistogram::quantile(double part) const noexcept
{
    const auto wanted = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(std::clamp(part, 0.0, 1.0) * static_cast<double>(m_count))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (seen >= wanted)
            return std::min(largestOf(m_first + i), m_max);
    }
    return m_max;
}

} // namespace core
