// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/conversation_list.h"

#include "widgets/common/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace widgets {

ConversationList::ConversationList(QWidget* parent) : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setTabKeyNavigation(false);
    setMouseTracking(true); // lines under the mouse are tinted
    viewport()->setAutoFillBackground(false);

    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_anchor.isValid())
            setFollowing(value >= verticalScrollBar()->maximum());
    });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int maximum) {
        if (m_following)
            verticalScrollBar()->setValue(maximum);
    });
}

void ConversationList::setEmptyText(const QString& text)
{
    m_emptyText = text;
    setAccessibleDescription(text);
    viewport()->update();
}

void ConversationList::follow()
{
    setFollowing(true);
    scrollToBottom();
}

QSize ConversationList::minimumSizeHint() const
{
    return {120, fontMetrics().lineSpacing() + 8};
}

void ConversationList::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    if (!model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(color(Role::Muted, palette()));
    painter.drawText(viewport()->rect().adjusted(12, 6, -12, -6), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void ConversationList::keyPressEvent(QKeyEvent* event)
{
    const bool nothingSelected = model() && model()->rowCount() > 0 && !selectionModel()->hasSelection();
    const auto start = [this](int row) {
        setCurrentIndex(model()->index(row, 0));
        scrollTo(currentIndex());
    };
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyRequested();
    else if (nothingSelected && (event->key() == Qt::Key_Up || event->key() == Qt::Key_End))
        start(model()->rowCount() - 1);
    else if (nothingSelected && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Home))
        start(0);
    else
        QListView::keyPressEvent(event);
}

void ConversationList::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    const QModelIndex top = indexAt({0, 0});
    if (!m_following && !m_anchor.isValid() && top.isValid()) {
        m_anchor = top;
        m_anchorY = visualRect(top).y();
    }
    QListView::rowsAboutToBeRemoved(parent, start, end);
}

void ConversationList::updateGeometries()
{
    QListView::updateGeometries();
    if (!m_anchor.isValid())
        return;
    const int value = m_anchor.row() * sizeHintForRow(0) - m_anchorY;
    if (value > verticalScrollBar()->maximum())
        return; // the lines are not laid out yet
    m_anchor = QPersistentModelIndex();
    verticalScrollBar()->setValue(value);
}

void ConversationList::setFollowing(bool following)
{
    if (std::exchange(m_following, following) != following)
        Q_EMIT followingChanged(following);
}

} // namespace widgets

#include "moc_conversation_list.cpp"
