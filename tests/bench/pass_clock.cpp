// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/pass_clock.h"

#include "core/clock.h"

#include <QAbstractEventDispatcher>
#include <algorithm>
#include <numeric>
#include <utility>

namespace bench {

namespace {

constexpr double kNothingMs = 0.02;

} // namespace

double PassTimes::max() const
{
    return m_ms.empty() ? 0 : *std::max_element(m_ms.begin(), m_ms.end());
}

double PassTimes::mean() const
{
    return m_ms.empty() ? 0 : std::accumulate(m_ms.begin(), m_ms.end(), 0.0) / static_cast<double>(m_ms.size());
}

double PassTimes::quantile(double part) const
{
    if (m_ms.empty())
        return 0;
    std::vector<double> sorted = m_ms;
    const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
}

PassClock::PassClock() : m_lastNs(core::threadCpuNs())
{
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, &PassClock::onAwake);
}

PassTimes PassClock::take()
{
    m_lastNs = core::threadCpuNs(); // what is done between two loops is no pass
    return std::exchange(m_times, {});
}

void PassClock::onAwake()
{
    const std::int64_t now = core::threadCpuNs();
    const double ms = static_cast<double>(now - m_lastNs) / 1e6;
    if (ms >= kNothingMs)
        m_times.add(ms);
    m_lastNs = now;
}

} // namespace bench
