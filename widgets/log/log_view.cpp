// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_view.h"

#include "widgets/log/columns/table_columns.h"
#include "widgets/log/log_delegate.h"
#include "widgets/log/log_text.h"

#include <QMenu>
#include <algorithm>

namespace widgets {

LogView::LogView(LogModel& model, QWidget* parent) : EventTableView(model, new LogDelegate, parent)
{
    setAccessibleName(tr("Event log"));
    setAccessibleDescription(tr("Every system call, state change, packet, message and note, oldest first"));
    setSampleWidths({{LogModel::Number, QStringLiteral("x 123456")},
                     {LogModel::Time, QStringLiteral("1234.123456")},
                     {LogModel::Delta, QStringLiteral("12.3 ms")},
                     {LogModel::Side, sideText(core::Side::Server) + QLatin1Char(' ')},
                     {LogModel::Side, sideText(core::Side::Client) + QLatin1Char(' ')},
                     {LogModel::Connection, QStringLiteral("12  54321 -> 8080")},
                     {LogModel::Took, sourceText(core::Source::Inferred) + QLatin1Char(' ')},
                     {LogModel::Took, sourceText(core::Source::Sampled) + QLatin1Char(' ')},
                     {LogModel::Took, kindText(core::EventKind::Message) + QLatin1Char(' ')},
                     {LogModel::Fd, QStringLiteral("123")},
                     {LogModel::Errno, QStringLiteral("ECONNREFUSED")},
                     {LogModel::Bytes, QStringLiteral("1234567")},
                     {LogModel::Thread, QStringLiteral("server I/O ")},
                     {LogModel::Source, sourceText(core::Source::Inferred)},
                     {LogModel::Source, sourceText(core::Source::Sampled)}});
    m_columns =
        new TableColumns(*this, LogModel::Event,
                         {LogModel::Fd, LogModel::Errno, LogModel::Bytes, LogModel::Thread, LogModel::Source}, this);
    connect(&model, &QAbstractItemModel::headerDataChanged, this, &LogView::fitTime);
}

/// The time of day needs more room; the user may make it narrower again.
void LogView::fitTime()
{
    const int before = columnWidth(LogModel::Time);
    if (before == 0)
        return;
    setSampleWidths({{LogModel::Time, rows().timeColumn().format == TimeColumn::Format::TimeOfDay
                                          ? QStringLiteral("x 14:03:22.123456")
                                          : QStringLiteral("x 1234.123456")}});
    setColumnWidth(LogModel::Time, std::max(before, columnWidth(LogModel::Time)));
}

void LogView::addMenuActions(QMenu& menu, const QModelIndex& cell)
{
    QAction* copyText = menu.addAction(tr("Copy &event text"), this, &LogView::copyEventText);
    copyText->setEnabled(selectionModel()->hasSelection());
    menu.addSeparator();
    menu.addActions(m_menuActions);
    m_columns->fill(*menu.addMenu(tr("Col&umns")));
    EventTableView::addMenuActions(menu, cell);
}

void LogView::copyEventText()
{
    copyLines([this](int row) { return rows().index(row, LogModel::Event).data().toString(); });
}

} // namespace widgets

#include "moc_log_view.cpp"
