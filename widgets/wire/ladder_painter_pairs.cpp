// SPDX-License-Identifier: GPL-3.0-or-later
// Draws which calls moved the same bytes.
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_painter.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace widgets {

namespace {

constexpr qreal kBracket = 9;  // from the lifeline to the back of a bracket
constexpr qreal kEnd = 5;      // from the lifeline to its arms
constexpr qreal kPadding = 6;  // in a plate, at each end of its words
constexpr qreal kTagGap = 8;   // between a call and its tag
constexpr int kFarAway = 8000; // pixels; a bracket that reaches further is out of sight in any case

} // namespace

qreal LadderPainter::paintTag(QPainter& painter, core::Side side, const QString& tag, int y) const
{
    const QFontMetricsF metrics(m_packet.font());
    const qreal width = metrics.horizontalAdvance(tag) + 2 * kPadding;
    const qreal height = std::min(metrics.height() + 2, m_lineHeight - 2.0);
    const bool server = side == core::Side::Server;
    const qreal left = server ? LadderGeometry::kPadding : m_geometry.width - LadderGeometry::kPadding - width;
    const QRectF plate(left, y - height / 2, width, height);
    painter.setPen(QPen(sideColor(side, m_palette), 0.8));
    painter.setBrush(sideTint(side, m_palette));
    painter.drawRoundedRect(plate, 3, 3);
    painter.setFont(m_packet.font());
    painter.setPen(sideColor(side, m_palette));
    painter.drawText(plate, Qt::TextSingleLine | Qt::AlignCenter, tag);
    return width + kTagGap;
}

void LadderPainter::paintPairs(QPainter& painter, core::Side side, int y, const std::vector<int>& others,
                               const QString& label) const
{
    const core::Side far = side == core::Side::Server ? core::Side::Client : core::Side::Server;
    const qreal inward = far == core::Side::Server ? 1 : -1; // from the far lifeline into the middle
    const qreal farX = m_geometry.lineX(far);
    const qreal back = farX + inward * kBracket;
    const auto [lowest, highest] = std::minmax_element(others.begin(), others.end());
    const qreal top = std::clamp(*lowest, -kFarAway, kFarAway);
    const qreal bottom = std::clamp(*highest, -kFarAway, kFarAway);
    const QColor ink = m_palette.color(QPalette::Highlight);

    QPainterPath path;
    for (const int other : others) {
        const qreal at = std::clamp(other, -kFarAway, kFarAway);
        path.moveTo(farX + inward * kEnd, at);
        path.lineTo(back, at);
    }
    path.moveTo(back, top);
    path.lineTo(back, bottom);
    // From the bracket's middle, or its end where the middle is out of sight, to the call.
    const qreal from = std::clamp((top + bottom) / 2, std::max(top, 0.0), std::max(bottom, 0.0));
    const qreal nearX = m_geometry.lineX(side) - inward * kEnd;
    path.moveTo(back, from);
    path.cubicTo(QPointF((back + nearX) / 2, from), QPointF((back + nearX) / 2, y), QPointF(nearX, y));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(Role::Card, m_palette), 3.6)); // so that it is seen above arrows
    painter.drawPath(path);
    painter.setPen(QPen(ink, 1.6));
    painter.drawPath(path);

    const QFontMetricsF metrics(m_packet.font());
    const qreal room = std::max(20.0, m_geometry.clientX - m_geometry.serverX - 12.0);
    const QString shown = metrics.elidedText(label, Qt::ElideRight, room - 2 * kPadding);
    const qreal width = metrics.horizontalAdvance(shown) + 2 * kPadding;
    const qreal height = metrics.height() + 4;
    const qreal middle = (m_geometry.serverX + m_geometry.clientX) / 2.0;
    const qreal below = y + m_lineHeight * 0.6;
    const QRectF plate(middle - width / 2, below, width, height);
    painter.setPen(QPen(ink, 1));
    painter.setBrush(color(Role::Card, m_palette));
    painter.drawRoundedRect(plate, 4, 4);
    painter.setFont(m_packet.font());
    painter.setPen(m_palette.color(QPalette::WindowText));
    painter.drawText(plate, Qt::TextSingleLine | Qt::AlignCenter, shown);
}

} // namespace widgets
