// SPDX-License-Identifier: GPL-3.0-or-later
// Where the past ends on the wire, while a past moment is shown.
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_painter.h"

#include <QPainter>

namespace widgets {

void LadderPainter::paintMoment(QPainter& painter, int y, int bottom, core::Side side, const QString& text) const
{
    constexpr int kFaded = 165; // alpha of what lies over the rows that came later
    QColor veil = color(Role::Card, m_palette);
    painter.fillRect(QRect(0, y, m_geometry.width, bottom - y), QColor(veil.red(), veil.green(), veil.blue(), kFaded));
    painter.setPen(QPen(m_palette.color(QPalette::Highlight), 1.2));
    painter.drawLine(QPointF(4, y + 0.5), QPointF(m_geometry.width - 4, y + 0.5));

    // Hangs from the line, at the outer edge.
    const QFontMetricsF metrics(m_smallFont);
    const QSizeF size(metrics.horizontalAdvance(text) + 12, metrics.height());
    const qreal left = side == core::Side::Server ? 4 : m_geometry.width - 4 - size.width();
    const QRectF plate(QPointF(left, y + 1), size);
    painter.fillRect(plate, veil);
    painter.setFont(m_smallFont);
    painter.setPen(color(Role::Neutral, m_palette));
    painter.drawText(plate, Qt::TextSingleLine | Qt::AlignCenter, text);
}

} // namespace widgets
