// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_header.h"

#include "widgets/common/theme.h"

#include <QPaintEvent>
#include <QPainter>

namespace widgets {

LogHeader::LogHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

QSize LogHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 8};
}

void LogHeader::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), color(Role::Header, palette()));
    painter.setPen(color(Role::CardBorder, palette()));
    const QRect all = viewport()->rect();
    painter.drawLine(all.bottomLeft(), all.bottomRight());
    painter.end();
    QHeaderView::paintEvent(event);
}

void LogHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->fillRect(rect, color(Role::Header, palette()));
    painter->setPen(color(Role::CardBorder, palette()));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    QFont bold = font();
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(color(Role::Neutral, palette()));
    const QRect room = rect.adjusted(kLogCellMargin, 0, -kLogCellMargin, 0);
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const auto alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(room, static_cast<int>(alignment.toInt()) | Qt::TextSingleLine,
                      QFontMetrics(bold).elidedText(text, Qt::ElideRight, room.width()));
}

} // namespace widgets

#include "moc_log_header.cpp"
