// SPDX-License-Identifier: GPL-3.0-or-later
// Finding in the rows of a table of events: the bar, the search, the count and the marks.
#pragma once

#include "widgets/log/find/hit_count.h"
#include "widgets/log/moving/row_search.h"

#include <QObject>

namespace widgets {

class EventTableView;
class FindBar;
class LogJumps;

/// Looks in the columns that are shown, as they are shown. GUI thread.
class LogFind final : public QObject
{
    Q_OBJECT
public:
    /// None is owned; all must outlive this.
    LogFind(FindBar& bar, EventTableView& view, const EventRowsModel& model, LogJumps& jumps,
            QObject* parent = nullptr);

    /// Opens the bar when nothing is looked for yet.
    void find(SearchDirection direction);

private:
    void onPattern();
    void onClosed();
    void updateStatus();
    bool holds(int row) const;

    FindBar& m_bar;
    EventTableView& m_view;
    const EventRowsModel& m_model;
    LogJumps& m_jumps;
    RowSearch m_search;
    HitCount m_hits;
    QList<int> m_columns; // that are shown
    QString m_message;
};

} // namespace widgets
