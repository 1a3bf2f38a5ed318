// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the event log.
#pragma once

#include "core/filter/filter_key.h"
#include "widgets/log/event_rows_model.h"

#include <QList>

namespace widgets {

/// The filtered events of a feed, one row each. Marked are calls that failed in a way that the user should see. GUI
/// thread.
class LogModel final : public EventRowsModel
{
    Q_OBJECT
public:
    /// The first ones are those of EventRowsModel::CommonColumn.
    enum Column { Number, Time, Delta, Side, Connection, Event, Took, ColumnCount };

    /// The feed is not owned and must outlive the model.
    explicit LogModel(EventFeed& feed, QObject* parent = nullptr);

    int columnCount(const QModelIndex& parent = {}) const override;
    /// The keys of the filter language for what a cell shows.
    static QList<core::FilterKey> filterKeys(int column, const core::Event& event);
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    QString cellText(const core::Event& event, quint64 number, int row, int column) const override;
    bool isMarked(const core::Event& event) const override;
    QString marked(const QString& number) const override;
    QString markedInWords(quint64 number) const override;
};

} // namespace widgets
