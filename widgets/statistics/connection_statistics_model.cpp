// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/connection_statistics_model.h"

#include "widgets/common/error_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace widgets {

namespace {

struct ConnectionStatisticsModelText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::ConnectionStatisticsModelText)
};

QList<StatisticsTable::Column> connectionColumns()
{
    const QString ns = QStringLiteral("ns");
    return {
        {ConnectionStatisticsModelText::tr("#"), ConnectionStatisticsModelText::tr("The number of the connection"), {}},
        {ConnectionStatisticsModelText::tr("Connection"),
         ConnectionStatisticsModelText::tr("The client's address and the server's"),
         {},
         true},
        {ConnectionStatisticsModelText::tr("Calls"),
         ConnectionStatisticsModelText::tr("Calls of both ends, as far as they are ours"),
         {}},
        {ConnectionStatisticsModelText::tr("Errors"),
         ConnectionStatisticsModelText::tr("Calls that failed with an error that means trouble"),
         {}},
        {ConnectionStatisticsModelText::tr("→ server"),
         ConnectionStatisticsModelText::tr("Bytes to the server, each counted once"), QStringLiteral("bytes")},
        {ConnectionStatisticsModelText::tr("← client"),
         ConnectionStatisticsModelText::tr("Bytes to the client, each counted once"), QStringLiteral("bytes")},
        {ConnectionStatisticsModelText::tr("Answers"),
         ConnectionStatisticsModelText::tr("Round trips: from a send of the client to the recv that answers it"),
         {}},
        {ConnectionStatisticsModelText::tr("min"), ConnectionStatisticsModelText::tr("The shortest round trip"), ns},
        {ConnectionStatisticsModelText::tr("p50"),
         ConnectionStatisticsModelText::tr(
             "Half of the round trips took at most this long (rounded up by at most 6.3 %)"),
         ns},
        {ConnectionStatisticsModelText::tr("p90"),
         ConnectionStatisticsModelText::tr(
             "Nine of ten round trips took at most this long (rounded up by at most 6.3 %)"),
         ns},
        {ConnectionStatisticsModelText::tr("p99"),
         ConnectionStatisticsModelText::tr(
             "99 of 100 round trips took at most this long (rounded up by at most 6.3 %)"),
         ns},
        {ConnectionStatisticsModelText::tr("max"), ConnectionStatisticsModelText::tr("The longest round trip"), ns},
        {ConnectionStatisticsModelText::tr("srtt"),
         ConnectionStatisticsModelText::tr(
             "The smoothed round-trip time that the kernel told last (TCP_INFO, tcpi_rtt)"),
         ns}};
}

} // namespace

ConnectionStatisticsModel::ConnectionStatisticsModel(const core::Statistics& statistics, const ConnectionLabels& labels,
                                                     QObject* parent)
    : StatisticsTable(connectionColumns(), ToServer, parent), m_statistics(statistics), m_labels(labels)
{
}

std::vector<quint64> ConnectionStatisticsModel::ids() const
{
    std::vector<quint64> ids;
    ids.reserve(m_statistics.connections().size() + 1);
    for (const auto& entry : m_statistics.connections())
        ids.push_back(entry.first);
    if (m_statistics.earlierCount() > 0)
        ids.push_back(0);
    return ids;
}

QString ConnectionStatisticsModel::endsText(core::ConnectionId connection) const
{
    if (connection == 0)
        return tr("%1 earlier connections")
            .arg(QLocale().toString(static_cast<qulonglong>(m_statistics.earlierCount())));
    const ConnectionLabels::EndTexts ends = m_labels.ends(connection);
    const auto known = [](const std::string& end) { return end.empty() ? QStringLiteral("?") : fromUtf8(end); };
    return tr("%1 → %2").arg(known(ends.client), known(ends.server));
}

StatisticsTable::Cell ConnectionStatisticsModel::cell(quint64 id, int column) const
{
    const auto connection = static_cast<core::ConnectionId>(id);
    if (column == Ends)
        return {endsText(connection), -1};
    if (column == Number)
        return id == 0 ? Cell{QStringLiteral("—"), 0} : count(id);
    const core::ConnectionTally* tally = id == 0 ? &m_statistics.earlier() : m_statistics.find(connection);
    if (!tally)
        return {};
    const core::LatencyHistogram& trips = tally->roundTrips;
    const bool known = trips.count() > 0;
    switch (column) {
    case Calls:
        return count(tally->calls);
    case Errors:
        return count(tally->errors);
    case ToServer:
        return count(tally->bytesOf(core::StreamDirection::ToServer));
    case ToClient:
        return count(tally->bytesOf(core::StreamDirection::ToClient));
    case RoundTrips:
        return count(trips.count());
    case Min:
        return duration(trips.min(), known);
    case P50:
        return duration(trips.quantile(0.5), known);
    case P90:
        return duration(trips.quantile(0.9), known);
    case P99:
        return duration(trips.quantile(0.99), known);
    case Max:
        return duration(trips.max(), known);
    default:
        return duration(tally->smoothedRttNs, tally->smoothedRttNs > 0);
    }
}

} // namespace widgets

#include "moc_connection_statistics_model.cpp"
