// SPDX-License-Identifier: GPL-3.0-or-later
// One row for each system call that was made: how often, with what outcome, how long.
#pragma once

#include "core/statistics/statistics.h"
#include "widgets/statistics/statistics_table.h"

namespace widgets {

/// Of all events, or of one connection. GUI thread.
class CallStatisticsModel final : public StatisticsTable
{
    Q_OBJECT
public:
    enum CallColumn { Name, Calls, Errors, Again, BytesOut, BytesIn, Min, P50, P90, P99, Max, ColumnCount };

    /// Not owned; must outlive the model.
    explicit CallStatisticsModel(const core::Statistics& statistics, QObject* parent = nullptr);

    /// 0: of all events.
    void setConnection(core::ConnectionId connection);
    core::ConnectionId connection() const { return m_connection; }
    core::Call callAt(int row) const { return static_cast<core::Call>(idAt(row)); }

protected:
    std::vector<quint64> ids() const override;
    Cell cell(quint64 id, int column) const override;

private:
    const core::CallTally* tally(core::Call call) const;

    const core::Statistics& m_statistics;
    core::ConnectionId m_connection = 0;
};

} // namespace widgets
