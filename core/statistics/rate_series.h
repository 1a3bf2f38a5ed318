// SPDX-License-Identifier: GPL-3.0-or-later
// What happened when, in a bounded number of equal spans of time: what a chart is drawn from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace core {

/// A plain value: one span of time.
struct RateBin
{
    std::array<std::uint64_t, 2> bytes{}; ///< By StreamDirection.
    std::int64_t roundTripSum = 0;        ///< ns
    std::int64_t roundTripMax = 0;        ///< ns
    std::uint64_t roundTrips = 0;

    void add(const RateBin& other);
};

/// At most kBins spans. When more would be needed either two neighbours become one and every span twice as long, or the
/// oldest goes. One thread.
class RateSeries
{
public:
    static constexpr std::size_t kBins = 240;

    enum class Bound : std::uint8_t { Coarser, OldestGoes };

    RateSeries(std::int64_t binNs, Bound bound) : m_binNs(binNs), m_bound(bound) {}
    RateSeries(RateSeries&&) = default; // no copies: m_last points into m_bins
    RateSeries& operator=(RateSeries&&) = default;

    /// The span that a moment is in; null when it is before the first one. Valid until the next call. Moments should
    /// hardly ever go back. `ns`: of CLOCK_MONOTONIC.
    RateBin* at(std::int64_t ns)
    {
        const bool same = m_last != nullptr && ns >= m_lastBegin && ns - m_lastBegin < m_binNs;
        return same ? m_last : find(ns);
    }

    const std::vector<RateBin>& bins() const noexcept { return m_bins; }
    std::int64_t binNs() const noexcept { return m_binNs; }
    /// When the first span begins; a multiple of binNs().
    std::int64_t beginNs() const noexcept { return m_first * m_binNs; }

private:
    void makeCoarser();
    RateBin* find(std::int64_t ns);

    std::int64_t m_binNs;
    Bound m_bound;
    std::int64_t m_first = 0; // beginNs() / m_binNs
    std::vector<RateBin> m_bins;
    std::int64_t m_lastBegin = 0; // of the span that was asked for last
    RateBin* m_last = nullptr;
};

} // namespace core
