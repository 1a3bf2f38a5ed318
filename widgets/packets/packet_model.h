// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the table of packets.
#pragma once

#include "widgets/log/event_rows_model.h"

#include <deque>

namespace widgets {

/// The captured packets of a feed, one row each; marked are retransmissions, resets and zero windows. GUI thread.
class PacketModel final : public EventRowsModel
{
    Q_OBJECT
public:
    /// The first ones are those of EventRowsModel::CommonColumn.
    enum Column { Number, Time, Delta, Side, Connection, Flags, Seq, Ack, Window, Length, Info, ColumnCount };

    /// The feed is not owned and must outlive the model.
    explicit PacketModel(EventFeed& feed, QObject* parent = nullptr);

    /// Packets only, of one connection (0: of all), whose row holds `text`.
    void setPacketFilter(core::ConnectionId connection, const QString& text);
    /// Packets that are kept, whether or not the filter shows them.
    quint64 total() const { return m_kept.size(); }

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QList<core::FilterKey> filterKeys(int column, const core::Event& event) const override;
    bool isMarked(const core::Event& event) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QString cellText(const core::Event& event, quint64 number, int row, int column) const override;
    QString marked(const QString& number) const override;
    QString markedInWords(quint64 number) const override;
    bool isNumeric(int column) const override;

private:
    void countKept(qsizetype first, qsizetype count);
    void forgetGone();

    const EventFeed& m_feed;
    std::deque<quint64> m_kept; // numbers of all packets, ascending
};

} // namespace widgets
