// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_view.h"

#include "widgets/log/filter/cell_filters.h"
#include "widgets/log/log_delegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

namespace widgets {

LogView::LogView(LogModel& model, QWidget* parent) : EventTableView(model, new LogDelegate, parent)
{
    setAccessibleName(tr("Event log"));
    setAccessibleDescription(tr("Every system call, state change, packet, message and note, oldest first"));
    horizontalHeader()->setSectionResizeMode(LogModel::Event, QHeaderView::Stretch);
    setSampleWidths({{LogModel::Number, QLatin1String("x 123456")},
                     {LogModel::Time, QLatin1String("1234.123456")},
                     {LogModel::Delta, QLatin1String("12.3 ms")},
                     {LogModel::Side, QLatin1String("server ")},
                     {LogModel::Connection, QLatin1String("127.0.0.1:54321 ")},
                     {LogModel::Took, QLatin1String("inferred ")}});
}

void LogView::addMenuActions(QMenu& menu, const QModelIndex& cell)
{
    QAction* copyText = menu.addAction(tr("Copy &event text"), this, &LogView::copyEventText);
    copyText->setEnabled(selectionModel()->hasSelection());
    const std::optional<core::Event> event = cell.isValid() ? rows().eventAt(cell.row()) : std::nullopt;
    if (!event)
        return;
    menu.addSeparator();
    addCellFilters(menu, *event, rows().numberAt(cell.row()), rows().filterContext(),
                   LogModel::filterKeys(cell.column(), *event),
                   [this](const core::FilterTerm& term, bool exclude) { Q_EMIT termChosen(term, exclude); });
}

QString LogView::selectedEventText() const
{
    QString text;
    for (const int row : selectedRowNumbers())
        text += rows().index(row, LogModel::Event).data().toString() + QLatin1Char('\n');
    return text;
}

void LogView::copyEventText()
{
    if (selectionModel()->hasSelection())
        QGuiApplication::clipboard()->setText(selectedEventText());
}

} // namespace widgets
