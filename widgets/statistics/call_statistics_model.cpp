// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/call_statistics_model.h"

#include <QCoreApplication>

namespace widgets {

namespace {

struct CallStatisticsModelText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::CallStatisticsModelText)
};

QList<StatisticsTable::Column> callColumns()
{
    const QString ns = QStringLiteral("ns");
    return {{CallStatisticsModelText::tr("Call"), CallStatisticsModelText::tr("The system call"), {}, true},
            {CallStatisticsModelText::tr("Calls"), CallStatisticsModelText::tr("How often it was called"), {}},
            {CallStatisticsModelText::tr("Errors"),
             CallStatisticsModelText::tr("How often it failed with an error that means trouble"),
             {}},
            {CallStatisticsModelText::tr("Again"),
             CallStatisticsModelText::tr("How often it said EAGAIN, EINPROGRESS or EINTR: try again, or wait"),
             {}},
            {CallStatisticsModelText::tr("Bytes out"), CallStatisticsModelText::tr("Bytes that send took"), {}},
            {CallStatisticsModelText::tr("Bytes in"), CallStatisticsModelText::tr("Bytes that recv gave"), {}},
            {CallStatisticsModelText::tr("min"), CallStatisticsModelText::tr("The shortest call"), ns},
            {CallStatisticsModelText::tr("p50"),
             CallStatisticsModelText::tr("Half of the calls took at most this long (rounded up by at most 6.3 %)"), ns},
            {CallStatisticsModelText::tr("p90"),
             CallStatisticsModelText::tr("Nine of ten calls took at most this long (rounded up by at most 6.3 %)"), ns},
            {CallStatisticsModelText::tr("p99"),
             CallStatisticsModelText::tr("99 of 100 calls took at most this long (rounded up by at most 6.3 %)"), ns},
            {CallStatisticsModelText::tr("max"), CallStatisticsModelText::tr("The longest call"), ns}};
}

} // namespace

CallStatisticsModel::CallStatisticsModel(const core::Statistics& statistics, QObject* parent)
    : StatisticsTable(callColumns(), Calls, parent), m_statistics(statistics)
{
}

void CallStatisticsModel::setConnection(core::ConnectionId connection)
{
    m_connection = connection;
    refresh();
}

const core::CallTally* CallStatisticsModel::tally(core::Call call) const
{
    if (m_connection == 0)
        return &m_statistics.of(call);
    const core::ConnectionTally* connection = m_statistics.find(m_connection);
    if (!connection)
        return nullptr;
    for (const auto& [name, found] : connection->perCall) {
        if (name == call)
            return &found;
    }
    return nullptr;
}

std::vector<quint64> CallStatisticsModel::ids() const
{
    std::vector<quint64> ids;
    for (std::size_t i = 0; i < core::kCalls.size(); ++i) {
        const core::CallTally* found = tally(static_cast<core::Call>(i));
        if (found && found->calls > 0)
            ids.push_back(i);
    }
    return ids;
}

StatisticsTable::Cell CallStatisticsModel::cell(quint64 id, int column) const
{
    const auto call = static_cast<core::Call>(id);
    const core::CallTally* found = tally(call);
    if (column == Name)
        return {QLatin1String(core::callInfo(call).name), -1};
    if (!found)
        return {};
    const core::LatencyHistogram& took = found->took;
    switch (column) {
    case Calls:
        return count(found->calls);
    case Errors:
        return count(found->errors);
    case Again:
        return count(found->again);
    case BytesOut:
        return count(found->bytesOut);
    case BytesIn:
        return count(found->bytesIn);
    case Min:
        return duration(took.min(), true);
    case P50:
        return duration(took.quantile(0.5), true);
    case P90:
        return duration(took.quantile(0.9), true);
    case P99:
        return duration(took.quantile(0.99), true);
    default:
        return duration(took.max(), true);
    }
}

} // namespace widgets

#include "moc_call_statistics_model.cpp"
