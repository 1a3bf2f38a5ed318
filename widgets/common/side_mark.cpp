// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/side_mark.h"

#include "widgets/common/state_badge.h"
#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {

QString sideLetter(core::Side side)
{
    return side == core::Side::Server ? QStringLiteral("S") : QStringLiteral("C");
}

void paintSideMark(QPainter& painter, const QRectF& room, core::Side side, const QFont& font, const QPalette& palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(sideColor(side, palette), 1.2));
    painter.setBrush(sideTint(side, palette));
    painter.drawRoundedRect(room.adjusted(0.6, 0.6, -0.6, -0.6), 3, 3);
    painter.setFont(badgeFont(font));
    painter.drawText(room, Qt::AlignCenter, sideLetter(side));
    painter.restore();
}

SideMark::SideMark(core::Side side, QWidget* parent) : QWidget(parent), m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SideMark::sizeHint() const
{
    const int side = fontMetrics().height() + 1;
    return {side, side};
}

void SideMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintSideMark(painter, QRectF(rect()), m_side, font(), palette());
}

} // namespace widgets

#include "moc_side_mark.cpp"
