// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/columns/table_columns.h"

#include "widgets/log/event_table_view.h"

#include <QActionGroup>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <algorithm>
#include <utility>

namespace widgets {

namespace {

constexpr int kLeastFill = 200; // pixels of the column that fills the room

} // namespace

TableColumns::TableColumns(EventTableView& view, int fillColumn, const QList<int>& hidden, QObject* parent)
    : QObject(parent), m_view(view), m_fillColumn(fillColumn)
{
    m_initial = layout(); // while all are shown: then their widths are known
    for (const int column : hidden)
        m_initial.shown[column] = false;
    reset();
    header().setSectionsMovable(true);
    header().setFirstSectionMovable(true);
    header().setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&header(), &QHeaderView::customContextMenuRequested, this, &TableColumns::openMenu);
    connect(&header(), &QHeaderView::sectionResized, this, &TableColumns::fillRoom);
    view.viewport()->installEventFilter(this);
}

QHeaderView& TableColumns::header() const
{
    return *m_view.horizontalHeader();
}

QString TableColumns::title(int column) const
{
    const QAbstractItemModel& model = *m_view.model();
    const QString title = model.headerData(column, Qt::Horizontal).toString();
    const QString help = model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
    const QString words = title.size() < 3 ? help : title; // "#" and "Δ" say little in a menu
    return QString(words).replace(QLatin1Char('&'), QLatin1String("&&"));
}

ColumnLayout TableColumns::layout() const
{
    ColumnLayout layout;
    layout.widths = m_view.columnWidths();
    for (int place = 0; place < header().count(); ++place)
        layout.order.append(header().logicalIndex(place));
    for (int column = 0; column < header().count(); ++column)
        layout.shown.append(!m_view.isColumnHidden(column));
    return layout;
}

void TableColumns::setLayout(const ColumnLayout& layout)
{
    {
        const QScopedValueRollback<bool> guard(m_filling, true);
        for (int place = 0; place < layout.order.size(); ++place)
            header().moveSection(header().visualIndex(layout.order[place]), place);
        for (int column = 0; column < layout.shown.size(); ++column) {
            m_view.setColumnHidden(column, !layout.shown[column] && column != m_fillColumn);
            if (layout.widths[column] > 0)
                m_view.setColumnWidth(column, layout.widths[column]);
        }
    }
    fillRoom();
}

void TableColumns::reset()
{
    setLayout(m_initial);
}

void TableColumns::move(int column, int by)
{
    const QList<int> shown = m_view.shownColumns();
    const qsizetype from = shown.indexOf(column);
    const qsizetype to = from + by;
    if (from >= 0 && to >= 0 && to < shown.size())
        header().moveSection(header().visualIndex(column), header().visualIndex(shown[to]));
}

void TableColumns::fill(QMenu& menu)
{
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu] {
        menu.clear();
        addEntries(menu);
    });
}

void TableColumns::openMenu(const QPoint& at)
{
    auto* menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addEntries(*menu);
    menu->popup(header().viewport()->mapToGlobal(at));
}

void TableColumns::addEntries(QMenu& menu)
{
    for (int place = 0; place < header().count(); ++place) {
        const int column = header().logicalIndex(place);
        QAction* action = menu.addAction(title(column));
        action->setCheckable(true);
        action->setChecked(!m_view.isColumnHidden(column));
        action->setEnabled(column != m_fillColumn);
        connect(action, &QAction::toggled, this, [this, column](bool on) { m_view.setColumnHidden(column, !on); });
    }
    menu.addSeparator();
    addMoves(*menu.addMenu(tr("Move &left")), -1);
    addMoves(*menu.addMenu(tr("Move &right")), 1);
    addTimeFormats(*menu.addMenu(tr("&Time shown as")));
    menu.addSeparator();
    menu.addAction(tr("R&eset columns"), this, &TableColumns::reset);
}

void TableColumns::addMoves(QMenu& menu, int by)
{
    const QList<int> shown = m_view.shownColumns();
    for (const int column : shown) {
        QAction* action = menu.addAction(title(column), this, [this, column, by] { move(column, by); });
        action->setEnabled(column != (by < 0 ? shown.first() : shown.last()));
    }
}

void TableColumns::addTimeFormats(QMenu& menu)
{
    using Format = TimeColumn::Format;
    EventRowsModel& model = m_view.rows();
    auto* group = new QActionGroup(&menu);
    for (const auto& [format, text] : {std::pair{Format::SinceStart, tr("Seconds since the &start")},
                                       std::pair{Format::TimeOfDay, tr("Time of &day")},
                                       std::pair{Format::SinceReference, tr("Seconds since the time &reference")}}) {
        QAction* action = group->addAction(text);
        action->setCheckable(true);
        action->setChecked(model.timeColumn().format == format);
        action->setEnabled(format != Format::SinceReference || model.timeColumn().reference != 0);
        connect(action, &QAction::triggered, &model, [&model, format = format] { model.setTimeFormat(format); });
    }
    menu.addActions(group->actions());
}

bool TableColumns::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fillRoom();
    return QObject::eventFilter(watched, event);
}

void TableColumns::fillRoom()
{
    if (m_filling)
        return;
    const QScopedValueRollback<bool> guard(m_filling, true);
    const int others = header().length() - header().sectionSize(m_fillColumn);
    header().resizeSection(m_fillColumn, std::max(kLeastFill, m_view.viewport()->width() - others));
}

} // namespace widgets

#include "moc_table_columns.cpp"
