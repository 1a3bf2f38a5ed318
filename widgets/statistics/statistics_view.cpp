// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/statistics_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <algorithm>

namespace widgets {

StatisticsView::StatisticsView(StatisticsTable& model, const QList<QString>& samples, int stretched, QWidget* parent)
    : QTableView(parent), m_model(model)
{
    setModel(&model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMinimumSize(200, 60);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(24);
    for (int column = 0; column < samples.size() && column < model.columnCount(); ++column) {
        const QString title = model.headerData(column, Qt::Horizontal).toString();
        setColumnWidth(column, std::max(fontMetrics().horizontalAdvance(samples[column]) + 16,
                                        fontMetrics().horizontalAdvance(title) + 24));
    }
    if (stretched >= 0)
        horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
}

quint64 StatisticsView::currentId() const
{
    return currentIndex().isValid() ? m_model.idAt(currentIndex().row()) : 0;
}

void StatisticsView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentIdChanged(current.isValid() ? m_model.idAt(current.row()) : 0);
}

void StatisticsView::mouseDoubleClickEvent(QMouseEvent* event)
{
    QTableView::mouseDoubleClickEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid())
        Q_EMIT rowActivated(m_model.idAt(index.row()));
}

void StatisticsView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(m_model.markdown());
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        Q_EMIT rowActivated(currentId());
        return;
    }
    QTableView::keyPressEvent(event);
}

void StatisticsView::addCopyActions(QMenu& menu)
{
    menu.addAction(tr("Copy as &CSV"), this, [this] { QGuiApplication::clipboard()->setText(m_model.csv()); });
    menu.addAction(tr("Copy as &Markdown"), this,
                   [this] { QGuiApplication::clipboard()->setText(m_model.markdown()); });
}

void StatisticsView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (currentIndex().isValid())
        Q_EMIT menuRequested(menu, currentId());
    addCopyActions(*menu);
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        at = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    menu->popup(at);
}

} // namespace widgets

#include "moc_statistics_view.cpp"
