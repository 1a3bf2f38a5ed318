// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/bookmark_pane.h"

#include "widgets/common/role_label.h"
#include "widgets/common/symbols.h"
#include "widgets/log/log_overlay.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int kRowsInSight = 4;

} // namespace

BookmarkPane::BookmarkPane(const EventFeed& feed, Bookmarks& bookmarks, QWidget* parent)
    : QWidget(parent),
      m_bookmarks(bookmarks),
      m_model(new BookmarkModel(feed, bookmarks, this)),
      m_table(new QTableView(this)),
      m_empty(new LogOverlay(m_table->viewport()))
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Bookmarks"));
    m_table->setToolTip(tr("Enter goes to the event, F2 edits the note, Delete takes the bookmark away."));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked);
    m_table->verticalHeader()->hide();
    const QFontMetrics metrics(font());
    const int rowHeight = metrics.height() + 6;
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(BookmarkModel::Event, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(BookmarkModel::Number, metrics.horizontalAdvance(QLatin1String("12345678")) + 16);
    m_table->setColumnWidth(BookmarkModel::Time, metrics.horizontalAdvance(QLatin1String("1234.123456")) + 16);
    m_table->setColumnWidth(BookmarkModel::Note, metrics.averageCharWidth() * 30);
    m_table->setFixedHeight((kRowsInSight + 1) * rowHeight + 8);
    m_table->installEventFilter(this);

    auto* close = new QToolButton(this);
    close->setIcon(symbolIcon(Symbol::Close));
    close->setAutoRaise(true);
    close->setIconSize({12, 12});
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Close (Escape)"));
    close->setAccessibleName(tr("Close the bookmarks"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 4, 0);
    row->addWidget(m_table, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &BookmarkPane::closePane);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (index.column() != BookmarkModel::Note)
            Q_EMIT chosen(m_model->numberAt(index.row()));
    });
    connect(&bookmarks, &Bookmarks::changed, this, &BookmarkPane::showEmpty);
    showEmpty();
    hide();
}

void BookmarkPane::showEmpty()
{
    if (m_model->rowCount() == 0)
        m_empty->showSentence(tr("There are no bookmarks yet: select an event and press Ctrl+B."));
    else
        m_empty->hide();
}

void BookmarkPane::open()
{
    show();
    if (!m_table->selectionModel()->hasSelection() && m_model->rowCount() > 0)
        m_table->selectRow(0);
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void BookmarkPane::closePane()
{
    hide();
    Q_EMIT closed();
}

quint64 BookmarkPane::current() const
{
    return m_table->currentIndex().isValid() ? m_model->numberAt(m_table->currentIndex().row()) : 0;
}

bool BookmarkPane::eventFilter(QObject* watched, QEvent* event)
{
    // F2 is the key for the next bookmark everywhere else: here it edits, as in any list.
    const auto* key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride
                          ? static_cast<QKeyEvent*>(event)
                          : nullptr;
    if (!key || key->modifiers() != Qt::NoModifier)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        if (key->key() == Qt::Key_F2 || key->key() == Qt::Key_Escape)
            event->accept();
        return false;
    }
    const quint64 number = current();
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (number != 0)
            Q_EMIT chosen(number);
        return true;
    case Qt::Key_F2:
        if (number != 0)
            m_table->edit(m_model->index(m_table->currentIndex().row(), BookmarkModel::Note));
        return true;
    case Qt::Key_Delete:
        m_bookmarks.remove(number);
        return true;
    case Qt::Key_Escape:
        closePane();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace widgets

#include "moc_bookmark_pane.cpp"
