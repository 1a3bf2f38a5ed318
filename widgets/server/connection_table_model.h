// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of the server as a table.
#pragma once

#include "core/session/connection_table.h"
#include "widgets/moment/moment.h"

#include <QAbstractTableModel>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace widgets {

class EventFeed;

/// The server's ends of the connections, newest first; those that are closed stay until newer ones take their place.
/// Worked out from the events of the feed only. One insertion, one dataChanged and one removal a run of rows for each
/// batch. The feed is not owned and outlives the model. GUI thread.
class ConnectionTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { PeerColumn, StateColumn, BytesColumn, AgeColumn, ColumnCount };
    enum ItemRole {
        ConnectionRole = Qt::UserRole, ///< core::ConnectionId
        OpenRole,                      ///< bool
        InferredRole,                  ///< bool: the state shown is inferred, not observed.
    };

    explicit ConnectionTableModel(EventFeed& feed, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Shows what was known then; without a moment the present. Rows that are in both stay.
    void showMoment(const std::optional<Moment>& moment);

    std::size_t openCount() const { return m_table.openCount(); } ///< Of the present.
    /// The end in that row; null for a row that does not exist. Valid until the next batch.
    const core::ConnectionEnd* endAt(int row) const;
    /// Row of the connection, or -1.
    int rowOf(core::ConnectionId connection) const;

    /// Ages have changed in these rows; the view calls it once a second for what it shows.
    void refreshAges(int firstRow, int lastRow);
    /// Where "now" comes from, CLOCK_MONOTONIC in ns; core::monotonicNs() by default.
    void setClock(std::function<std::int64_t()> clock) { m_clock = std::move(clock); }

private:
    void apply(qsizetype first, qsizetype count);
    void publish();
    void showTable();
    const core::ConnectionTable& table() const { return m_moment ? m_moment->tables->server : m_table; }
    std::int64_t now() const { return m_moment ? m_moment->ns : m_clock(); }
    void insertSerials(const std::vector<std::uint64_t>& serials);
    void removeSerials(const std::vector<std::uint64_t>& serials);
    int rowOfSerial(std::uint64_t serial) const;
    QString displayText(const core::ConnectionEnd& end, int column) const;
    QString toolTip(const core::ConnectionEnd& end) const;
    QString ageText(const core::ConnectionEnd& end) const;

    EventFeed& m_feed;
    core::ConnectionTable m_table; // of the present
    std::optional<Moment> m_moment;
    std::vector<std::uint64_t> m_serials; // ascending; the last one is row 0
    std::function<std::int64_t()> m_clock;
};

/// Bytes received and sent: "6 / 7 B", "12.3 KiB / 1.0 MiB"; at most three significant figures from 10,000 bytes on.
QString byteCountsText(std::uint64_t in, std::uint64_t out);

} // namespace widgets
