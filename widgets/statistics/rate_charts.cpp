// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/rate_charts.h"

#include "core/text/event_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/role_label.h"
#include "widgets/statistics/rate_chart.h"

#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace widgets {

namespace {

constexpr double kSecond = 1e9; // ns

QString rateText(double bytesPerSecond)
{
    return RateCharts::tr("%1/s").arg(
        QLocale().formattedDataSize(static_cast<qint64>(bytesPerSecond), 1, QLocale::DataSizeSIFormat));
}

} // namespace

RateCharts::RateCharts(QWidget* parent)
    : QWidget(parent),
      m_throughput(new RateChart(tr("Throughput"),
                                 {RateChart::Curve{tr("bytes → to the server (solid)"), Role::Client},
                                  RateChart::Curve{tr("bytes ← to the client (dashed)"), Role::Server}},
                                 {{1, tr("B/s")}, {1e3, tr("kB/s")}, {1e6, tr("MB/s")}, {1e9, tr("GB/s")}}, this)),
      m_throughputWords(new RoleLabel(Role::Muted, {}, this)),
      m_roundTrips(new RateChart(tr("Round-trip time"),
                                 {RateChart::Curve{tr("mean round trip (solid)"), Role::Client},
                                  RateChart::Curve{tr("longest round trip (dashed)"), Role::Error}},
                                 {{1, tr("ns")}, {1e3, tr("µs")}, {1e6, tr("ms")}, {1e9, tr("s")}}, this)),
      m_roundTripWords(new RoleLabel(Role::Muted, {}, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    for (RoleLabel* label : {m_throughputWords, m_roundTripWords}) {
        label->setWordWrap(true);
        label->setContentsMargins(8, 0, 8, 0);
    }
    layout->addWidget(m_throughput, 1);
    layout->addWidget(m_throughputWords);
    layout->addWidget(m_roundTrips, 1);
    layout->addWidget(m_roundTripWords);
}

void RateCharts::showStatistics(const core::Statistics& statistics, std::int64_t endNs, bool isNow)
{
    const core::RateSeries& series = m_lastMinute ? statistics.lastMinute() : statistics.all();
    const double begin = static_cast<double>(statistics.all().beginNs());
    // The last minute is counted back from its end, everything from its beginning.
    const double zero = m_lastMinute ? static_cast<double>(endNs) : begin;
    const double width = static_cast<double>(series.binNs());
    std::array<QList<QPointF>, 2> rates;
    std::array<QList<QPointF>, 2> trips;
    double first = static_cast<double>(series.beginNs());
    for (const core::RateBin& bin : series.bins()) {
        const double middle = (first + width / 2 - zero) / kSecond;
        first += width;
        for (std::size_t way = 0; way < 2; ++way)
            rates[way].append({middle, static_cast<double>(bin.bytes[way]) * kSecond / width});
        if (bin.roundTrips == 0)
            continue;
        trips[0].append({middle, static_cast<double>(bin.roundTripSum) / static_cast<double>(bin.roundTrips)});
        trips[1].append({middle, static_cast<double>(bin.roundTripMax)});
    }
    // After the last bytes nothing flows: the curve goes down to zero and on to the end.
    const double end = (static_cast<double>(endNs) - zero) / kSecond;
    for (QList<QPointF>& rate : rates) {
        if (rate.isEmpty() || rate.last().x() + width / kSecond >= end)
            continue;
        rate.append({rate.last().x() + width / kSecond, 0});
        rate.append({end, 0});
    }
    const double from = m_lastMinute ? -60 : 0;
    const double to = m_lastMinute ? 0 : std::max(1.0, end);
    const QString axis = !m_lastMinute ? tr("seconds since the first bytes")
                         : isNow       ? tr("seconds before now")
                                       : tr("seconds before the last event");
    m_throughput->showPoints(rates, from, to, axis);
    m_roundTrips->showPoints(trips, from, to, axis);
    showWords(statistics);
}

void RateCharts::showWords(const core::Statistics& statistics)
{
    const core::RateSeries& series = m_lastMinute ? statistics.lastMinute() : statistics.all();
    std::array<std::uint64_t, 2> most{};
    for (const core::RateBin& bin : series.bins()) {
        for (std::size_t way = 0; way < 2; ++way)
            most[way] = std::max(most[way], bin.bytes[way]);
    }
    const auto rate = [&series](std::uint64_t bytes) {
        return rateText(static_cast<double>(bytes) * kSecond / static_cast<double>(series.binNs()));
    };
    m_throughputWords->setText(tr("At most → %1 and ← %2 in spans of %3.")
                                   .arg(rate(most[0]), rate(most[1]), fromUtf8(core::durationText(series.binNs()))));
    const core::LatencyHistogram& trips = statistics.roundTrips();
    const auto part = [&trips](double of) { return fromUtf8(core::durationText(trips.quantile(of))); };
    m_roundTripWords->setText(
        trips.count() == 0 ? tr("No answer came yet. Measured from a send of our client to the recv that answers it.")
                           : tr("Answers: %1, median %2, p99 %3, longest %4.")
                                 .arg(QLocale().toString(static_cast<qulonglong>(trips.count())), part(0.5), part(0.99),
                                      fromUtf8(core::durationText(trips.max()))));
    m_throughput->setWords(m_throughputWords->text());
    m_roundTrips->setWords(m_roundTripWords->text());
}

QString RateCharts::throughputWords() const
{
    return m_throughputWords->text();
}

QString RateCharts::roundTripWords() const
{
    return m_roundTripWords->text();
}

} // namespace widgets

#include "moc_rate_charts.cpp"
