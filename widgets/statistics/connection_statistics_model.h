// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each connection: calls, bytes, round-trip times.
#pragma once

#include "core/statistics/statistics.h"
#include "widgets/log/connection_labels.h"
#include "widgets/statistics/statistics_table.h"

namespace widgets {

/// The connections that have no row of their own any more are together in one, whose id is 0. GUI thread.
class ConnectionStatisticsModel final : public StatisticsTable
{
    Q_OBJECT
public:
    enum ConnectionColumn {
        Number,
        Ends,
        Calls,
        Errors,
        ToServer,
        ToClient,
        RoundTrips,
        Min,
        P50,
        P90,
        P99,
        Max,
        SmoothedRtt,
        ColumnCount
    };

    /// Neither is owned; both must outlive the model.
    ConnectionStatisticsModel(const core::Statistics& statistics, const ConnectionLabels& labels,
                              QObject* parent = nullptr);

    core::ConnectionId connectionAt(int row) const { return static_cast<core::ConnectionId>(idAt(row)); }

protected:
    std::vector<quint64> ids() const override;
    Cell cell(quint64 id, int column) const override;

private:
    QString endsText(core::ConnectionId connection) const;

    const core::Statistics& m_statistics;
    const ConnectionLabels& m_labels;
};

} // namespace widgets
