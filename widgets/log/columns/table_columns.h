// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the user choose the columns of a table of events.
#pragma once

#include "widgets/log/columns/column_layout.h"

#include <QObject>

class QHeaderView;
class QMenu;

namespace widgets {

class EventTableView;

/// One column always stays and fills the room that the others leave. The others can be hidden, dragged and moved from a
/// menu, which also opens at the header. GUI thread.
class TableColumns final : public QObject
{
    Q_OBJECT
public:
    /// What the view looks like now, without the `hidden` columns, is what reset() leads back to. The view is not owned
    /// and must outlive this.
    TableColumns(EventTableView& view, int fillColumn, const QList<int>& hidden, QObject* parent = nullptr);

    ColumnLayout layout() const;
    void setLayout(const ColumnLayout& layout);
    void reset();
    /// Puts a column one place to the left (-1) or right (+1) among those that are shown.
    void move(int column, int by);
    /// Fills a menu anew each time it opens: a check mark for each column, moving, the format of the time, reset.
    void fill(QMenu& menu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addEntries(QMenu& menu);
    void addMoves(QMenu& menu, int by);
    void addTimeFormats(QMenu& menu);
    void openMenu(const QPoint& at);
    void fillRoom();
    QString title(int column) const;
    QHeaderView& header() const;

    EventTableView& m_view;
    const int m_fillColumn;
    ColumnLayout m_initial;
    bool m_filling = false;
};

} // namespace widgets
