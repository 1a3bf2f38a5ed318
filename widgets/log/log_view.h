// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the event log.
#pragma once

#include "widgets/log/event_table_view.h"
#include "widgets/log/log_model.h"

class QAction;

namespace widgets {

class TableColumns;

/// Shows a LogModel. GUI thread.
class LogView final : public EventTableView
{
    Q_OBJECT
public:
    /// The model is not owned and must outlive the view.
    explicit LogView(LogModel& model, QWidget* parent = nullptr);

    TableColumns& columns() const { return *m_columns; }
    /// What the context menu offers besides. Not owned.
    void setMenuActions(const QList<QAction*>& actions) { m_menuActions = actions; }

public Q_SLOTS:
    /// The selected rows as lines, with nothing but the column Event.
    void copyEventText();

protected:
    void addMenuActions(QMenu& menu, const QModelIndex& cell) override;

private:
    void fitTime();

    TableColumns* m_columns;
    QList<QAction*> m_menuActions;
};

} // namespace widgets
