// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/flow_layout.h"

#include <QStyle>
#include <QWidget>
#include <algorithm>
#include <utility>

namespace widgets {

FlowLayout::FlowLayout(int spacing, QWidget* parent) : QLayout(parent)
{
    setSpacing(spacing);
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item)
{
    if (QLayout* layout = item->layout())
        addChildLayout(layout);
    m_items.append(item);
    invalidate();
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        size = QSize(size.width() + (size.width() == 0 ? 0 : spacing()) + hint.width(),
                     std::max(size.height(), hint.height()));
    }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const QLayoutItem* item : m_items)
        size = item->isEmpty() ? size : size.expandedTo(item->sizeHint());
    return size.grownBy(contentsMargins());
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool move) const
{
    const QRect inner = rect.marginsRemoved(contentsMargins());
    const bool mirrored = parentWidget() && parentWidget()->isRightToLeft();
    const Qt::LayoutDirection direction = mirrored ? Qt::RightToLeft : Qt::LeftToRight;
    int x = inner.left();
    int y = inner.top();
    for (qsizetype i = 0; i < m_items.size();) {
        // One line: as many items as fit, at least one.
        int lineHeight = 0;
        int right = x;
        qsizetype end = i;
        for (; end < m_items.size(); ++end) {
            if (m_items[end]->isEmpty())
                continue;
            const QSize size = m_items[end]->sizeHint();
            if (lineHeight > 0 && right + size.width() > inner.right() + 1)
                break;
            right += size.width() + spacing();
            lineHeight = std::max(lineHeight, size.height());
        }
        int left = std::max(0, inner.right() + 1 - (right - spacing())); // for the first item that may grow
        for (; i < end; ++i) {
            if (m_items[i]->isEmpty())
                continue;
            const QSize size = m_items[i]->sizeHint();
            const int extra = m_items[i]->expandingDirections().testFlag(Qt::Horizontal) ? std::exchange(left, 0) : 0;
            const int width = std::min(size.width() + extra, inner.width());
            if (move)
                m_items[i]->setGeometry(QStyle::visualRect(direction, inner, {x, y, width, lineHeight}));
            x += width + spacing();
        }
        x = inner.left();
        y += lineHeight + (i < m_items.size() && lineHeight > 0 ? spacing() : 0);
    }
    return y - rect.top() + contentsMargins().bottom();
}

} // namespace widgets

#include "moc_flow_layout.cpp"
