// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_table_view.h"

#include "widgets/log/filter/cell_filters.h"
#include "widgets/log/log_delegate.h"
#include "widgets/log/log_header.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMap>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStringList>
#include <algorithm>
#include <utility>

namespace widgets {

namespace {

constexpr int kMinColumnWidth = 24;
constexpr int kMaxColumnWidth = 4000;
constexpr int kTitleSlack = 4; // pixels; a title is elided when it fits only just

} // namespace

EventTableView::EventTableView(EventRowsModel& model, LogDelegate* delegate, QWidget* parent)
    : QTableView(parent), m_model(model), m_delegate(delegate)
{
    m_delegate->setParent(this);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setMinimumWidth(300);
    setHorizontalHeader(new LogHeader(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    applyFont();
    setModel(&model);
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { onRowsRemoved(last - first + 1); });
    connect(&model, &QAbstractItemModel::modelReset, this, &EventTableView::restoreSelection);
    QHeaderView* header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(kMinColumnWidth);
    header->setSectionResizeMode(QHeaderView::Interactive);
}

void EventTableView::setSampleWidths(std::initializer_list<std::pair<int, QString>> samples)
{
    const CellFont& cells = m_delegate->fixedFont();
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics titleMetrics(bold);
    QMap<int, int> widest;
    for (const auto& [column, sample] : samples)
        widest[column] = std::max(widest[column], cells.width(sample));
    for (auto column = widest.cbegin(); column != widest.cend(); ++column) {
        const QString title = m_model.headerData(column.key(), Qt::Horizontal, Qt::DisplayRole).toString();
        setColumnWidth(column.key(),
                       std::max(*column, titleMetrics.horizontalAdvance(title) + kTitleSlack) + 2 * kLogCellMargin);
    }
}

void EventTableView::applyFont()
{
    m_delegate->setFont(font());
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
}

void EventTableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_delegate)
        applyFont();
}

// ---- following the end ----

void EventTableView::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    if (following)
        updateGeometries();
    Q_EMIT followingChanged(following);
}

void EventTableView::updateGeometries()
{
    const QScopedValueRollback<int> guard(m_adjusting, m_adjusting + 1);
    QTableView::updateGeometries();
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void EventTableView::verticalScrollbarValueChanged(int value)
{
    QTableView::verticalScrollbarValueChanged(value);
    if (m_adjusting == 0)
        setFollowing(value == verticalScrollBar()->maximum());
}

void EventTableView::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last)
{
    // Qt would make a neighbour the current row; the user has not chosen that event.
    const int current = currentIndex().row();
    if (current >= first && current <= last)
        selectionModel()->clearCurrentIndex();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void EventTableView::onRowsRemoved(int count)
{
    if (m_following)
        return;
    const QScopedValueRollback<int> guard(m_adjusting, m_adjusting + 1);
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(std::max(0, bar->value() - count));
}

// ---- selection ----

void EventTableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update(); // the outline of the current row
    if (!current.isValid() || m_selecting || m_model.numberAt(current.row()) == m_selected)
        return;
    m_selected = m_model.numberAt(current.row());
    Q_EMIT eventSelected(m_selected);
}

void EventTableView::focusInEvent(QFocusEvent* event)
{
    // Qt would make a row the current one; nobody has chosen it.
    const bool hadCurrent = currentIndex().isValid();
    const QScopedValueRollback<bool> guard(m_selecting, true);
    QTableView::focusInEvent(event);
    if (!hadCurrent)
        selectionModel()->clearCurrentIndex();
}

void EventTableView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (hasFocus() && !currentIndex().isValid()) { // no row is outlined: show where the keys go
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void EventTableView::selectEvent(quint64 number)
{
    m_selected = number;
    const int row = m_model.rowOf(number);
    if (row >= 0) {
        showSelected(row);
        return;
    }
    const QScopedValueRollback<bool> guard(m_selecting, true);
    selectionModel()->clear();
}

void EventTableView::chooseEvent(quint64 number)
{
    const int row = m_model.rowOf(number);
    if (row < 0)
        return;
    const bool isOther = number != std::exchange(m_selected, number);
    showSelected(row);
    if (isOther)
        Q_EMIT eventSelected(number);
}

void EventTableView::clearSelectedEvent()
{
    selectEvent(0);
}

void EventTableView::showSelected(int row)
{
    const QScopedValueRollback<bool> guard(m_selecting, true);
    const QModelIndex index = m_model.index(row, EventRowsModel::Number);
    const bool inSight = viewport()->rect().contains(visualRect(index)); // before Qt scrolls to the current row
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, inSight ? EnsureVisible : PositionAtCenter); // with what happened around it
}

void EventTableView::restoreSelection()
{
    if (m_selected == 0 || currentIndex().isValid())
        return;
    const int row = m_model.rowOf(m_selected);
    if (row < 0)
        return;
    const QScopedValueRollback<int> guard(m_adjusting, m_adjusting + 1);
    showSelected(row);
    if (m_following)
        updateGeometries();
}

void EventTableView::rowsInserted(const QModelIndex& parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    restoreSelection();
}

// ---- keys and copying ----

void EventTableView::keyboardSearch(const QString& search)
{
    // Typing would search a million rows on the GUI thread; the filter field is for that.
    Q_UNUSED(search);
}

QModelIndex EventTableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Rows are what is chosen here: Home and End mean the first and the last row.
    if (action == MoveHome || action == MoveEnd)
        modifiers |= Qt::ControlModifier;
    if (currentIndex().isValid())
        return QTableView::moveCursor(action, modifiers);
    // Without a current row the keys begin at what is in sight, not at the first of a million rows.
    const bool atEnd = action == MoveEnd || (m_following && action != MoveHome);
    const int row = action == MoveHome ? 0 : atEnd ? m_model.rowCount() - 1 : rowAt(0);
    return m_model.index(row, EventRowsModel::Number);
}

void EventTableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyRows();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void EventTableView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copy = menu->addAction(tr("&Copy"), this, &EventTableView::copyRows);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutVisibleInContextMenu(true);
    copy->setEnabled(selectionModel()->hasSelection());
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    addMenuActions(*menu, byKeyboard ? currentIndex() : indexAt(event->pos()));
    menu->addSeparator();
    menu->addActions(actions()); // what others offer for a row
    QPoint at = event->globalPos();
    if (byKeyboard && currentIndex().isValid())
        at = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    menu->popup(at);
}

void EventTableView::addMenuActions(QMenu& menu, const QModelIndex& cell)
{
    const std::optional<core::Event> event = cell.isValid() ? m_model.eventAt(cell.row()) : std::nullopt;
    if (!event)
        return;
    menu.addSeparator();
    addCellFilters(menu, *event, m_model.numberAt(cell.row()), m_model.filterContext(),
                   m_model.filterKeys(cell.column(), *event),
                   [this](const core::FilterTerm& term, bool exclude) { Q_EMIT termChosen(term, exclude); });
}

QList<int> EventTableView::selectedRowNumbers() const
{
    QList<std::pair<int, int>> ranges;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        ranges.append({range.top(), range.bottom()});
    std::sort(ranges.begin(), ranges.end());
    QList<int> rows;
    int next = 0;
    for (const auto& [top, bottom] : ranges) {
        for (next = std::max(next, top); next <= bottom; ++next)
            rows.append(next);
    }
    return rows;
}

void EventTableView::copyLines(const std::function<QString(int row)>& line)
{
    const QList<int> selected = selectedRowNumbers();
    if (selected.isEmpty())
        return;
    QString text;
    qsizetype rows = 0;
    for (; rows < selected.size() && text.size() < kMaxCopied; ++rows)
        text += line(selected[rows]) + QLatin1Char('\n');
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(rows, selected.size());
}

void EventTableView::copyRows()
{
    copyLines([this, columns = shownColumns()](int row) { return m_model.rowText(row, columns); });
}

void EventTableView::setFoundText(const FindPattern* pattern)
{
    m_delegate->setFoundText(pattern);
    viewport()->update();
}

QList<int> EventTableView::shownColumns() const
{
    QList<int> columns;
    for (int place = 0; place < horizontalHeader()->count(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

QList<int> EventTableView::columnWidths() const
{
    QList<int> widths;
    for (int column = 0; column < m_model.columnCount(); ++column)
        widths.append(columnWidth(column));
    return widths;
}

void EventTableView::setColumnWidths(const QList<int>& widths)
{
    for (int column = 0; column < m_model.columnCount() && column < widths.size(); ++column)
        setColumnWidth(column, std::clamp(widths[column], kMinColumnWidth, kMaxColumnWidth));
}

} // namespace widgets

#include "moc_event_table_view.cpp"
