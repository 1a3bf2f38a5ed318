// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statistics/rate_series.h"

#include <algorithm>

namespace core {

void RateBin::add(const RateBin& other)
{
    bytes[0] += other.bytes[0];
    bytes[1] += other.bytes[1];
    roundTripSum += other.roundTripSum;
    roundTripMax = std::max(roundTripMax, other.roundTripMax);
    roundTrips += other.roundTrips;
}

RateBin* RateSeries::find(std::int64_t ns)
{
    constexpr auto kMost = static_cast<std::int64_t>(kBins);
    if (m_bins.empty())
        m_first = ns / m_binNs;
    while (m_bound == Bound::Coarser && ns / m_binNs - m_first >= kMost)
        makeCoarser();
    std::int64_t place = ns / m_binNs - m_first;
    if (place < 0)
        return nullptr;
    m_last = nullptr;
    if (place >= kMost) {
        const std::int64_t gone = place - kMost + 1;
        const auto erased = static_cast<std::ptrdiff_t>(std::min<std::int64_t>(gone, std::ssize(m_bins)));
        m_bins.erase(m_bins.begin(), m_bins.begin() + erased);
        m_first += gone;
        place -= gone;
    }
    const auto index = static_cast<std::size_t>(place);
    if (index >= m_bins.size())
        m_bins.resize(index + 1);
    m_lastBegin = (m_first + place) * m_binNs;
    return m_last = &m_bins[index];
}

void RateSeries::makeCoarser()
{
    const bool odd = m_first % 2 != 0; // the first span is the second half of the longer one
    std::vector<RateBin> coarser((m_bins.size() + (odd ? 1 : 0) + 1) / 2);
    for (std::size_t i = 0; i < m_bins.size(); ++i)
        coarser[(i + (odd ? 1 : 0)) / 2].add(m_bins[i]);
    m_bins = std::move(coarser);
    m_first = (m_first - (odd ? 1 : 0)) / 2;
    m_binNs *= 2;
}

} // namespace core
