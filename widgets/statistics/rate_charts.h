// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput and round-trip time over time, with the same in words below.
#pragma once

#include "core/statistics/statistics.h"

#include <QWidget>

namespace widgets {

class RateChart;
class RoleLabel;

/// Draws at most core::RateSeries::kBins points a curve. GUI thread.
class RateCharts final : public QWidget
{
    Q_OBJECT
public:
    explicit RateCharts(QWidget* parent = nullptr);

    /// The last 60 s, or everything from the first event on.
    void setLastMinute(bool lastMinute) { m_lastMinute = lastMinute; }
    /// Up to `endNs`: now, or the last event of a recording in which nothing goes on.
    void showStatistics(const core::Statistics& statistics, std::int64_t endNs, bool isNow);

    RateChart& throughput() const { return *m_throughput; }
    RateChart& roundTrips() const { return *m_roundTrips; }
    QString throughputWords() const;
    QString roundTripWords() const;

private:
    void showWords(const core::Statistics& statistics);

    bool m_lastMinute = true;
    RateChart* m_throughput;
    RoleLabel* m_throughputWords;
    RateChart* m_roundTrips;
    RoleLabel* m_roundTripWords;
};

} // namespace widgets
