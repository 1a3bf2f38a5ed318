// SPDX-License-Identifier: GPL-3.0-or-later
// Draws what crosses from one end to the other.
#include "core/packet/packet_event.h"
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_painter.h"
#include "widgets/wire/packet_text.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr qreal kOff = 4;         // between a lifeline and the ends of an arrow
constexpr qreal kHeadLength = 8;  // along the shaft
constexpr qreal kHeadWidth = 3.2; // to each side of it
constexpr qreal kCrossArm = 4;
constexpr qreal kLabelMargin = 10; // between a lifeline and a label, at least
constexpr qreal kLift = 2;         // between a shaft and its label

} // namespace

qreal LadderPainter::arrowLabelRoom() const
{
    return std::max(0.0, m_geometry.clientX - m_geometry.serverX - 2 * kLabelMargin);
}

void LadderPainter::paintArrow(QPainter& painter, core::Side sender, const Arrow& arrow, int y) const
{
    const bool right = sender == core::Side::Server; // the server's lifeline is the left one
    const qreal toward = right ? 1 : -1;
    const core::Side receiver = right ? core::Side::Client : core::Side::Server;
    const qreal half = arrowFall();
    const QPointF from(m_geometry.lineX(sender) + toward * (kOff - 2), y - half);
    const QPointF to(m_geometry.lineX(receiver) - toward * kOff, y + half);
    const qreal length = std::max(1.0, std::hypot(to.x() - from.x(), to.y() - from.y()));
    const QPointF along = (to - from) / length;
    const QPointF across(-along.y(), along.x());

    QPen pen(arrow.ink, arrow.width, Qt::SolidLine, Qt::FlatCap);
    if (arrow.dashed)
        pen.setDashPattern({4.0, 3.0});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (arrow.crossed) {
        const QPointF center = to - along * (kCrossArm + 1);
        painter.drawLine(from, center);
        painter.setPen(QPen(arrow.ink, arrow.width + 0.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(center - QPointF(kCrossArm, kCrossArm), center + QPointF(kCrossArm, kCrossArm));
        painter.drawLine(center - QPointF(kCrossArm, -kCrossArm), center + QPointF(kCrossArm, -kCrossArm));
        return;
    }
    const QPointF neck = to - along * kHeadLength;
    painter.drawLine(from, neck + along);
    QPainterPath head(to);
    head.lineTo(neck + across * kHeadWidth);
    head.lineTo(neck - across * kHeadWidth);
    head.closeSubpath();
    painter.setPen(arrow.dashed ? QPen(arrow.ink, 1) : QPen(Qt::NoPen)); // hollow, as what is inferred
    painter.setBrush(arrow.dashed ? color(Role::Card, m_palette) : arrow.ink);
    painter.drawPath(head);
}

void LadderPainter::paintArrowLabel(QPainter& painter, const QString& text, const QFont& font, const QColor& ink,
                                    int y) const
{
    const QFontMetricsF metrics(font);
    const qreal room = arrowLabelRoom();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room);
    const qreal width = std::min(room, metrics.horizontalAdvance(shown));
    // The shaft is highest at its sender: a short label may come closer to it than a long one.
    const qreal span = std::max(1.0, static_cast<qreal>(m_geometry.clientX - m_geometry.serverX));
    const qreal bottom = y - arrowFall() * width / span - kLift;
    const qreal middle = (m_geometry.serverX + m_geometry.clientX) / 2.0;
    const QRectF place(middle - width / 2, bottom - metrics.height(), width, metrics.height());
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(place.adjusted(-2, 0, 2, 0), Qt::TextSingleLine | Qt::AlignCenter, shown);
}

void LadderPainter::paintPacket(QPainter& painter, core::Side sender, const core::Event& event, int y) const
{
    const PacketMark mark = packetMark(event);
    const bool data = core::packetOf(event).length > 0;
    QColor ink = data ? sideColor(sender, m_palette) : color(Role::Neutral, m_palette);
    Arrow arrow;
    if (mark != PacketMark::None) { // thick, bold and in words: the colour is not needed
        ink = color(Role::Error, m_palette);
        arrow.width = 2.2;
    } else if (data) {
        arrow.width = 1.6;
    }
    arrow.ink = ink;
    arrow.crossed = mark == PacketMark::Reset;
    paintArrow(painter, sender, arrow, y);
    const TextMeasure& measure = mark != PacketMark::None ? m_markedPacket : m_packet;
    const qreal room = arrowLabelRoom();
    const QString text = fitPacket(event, [&](const QString& candidate) { return measure.fits(candidate, room); });
    paintArrowLabel(painter, text, measure.font(), ink, y);
}

void LadderPainter::paintCrossed(QPainter& painter, const LadderItem& item, const core::Event& event, int y) const
{
    const bool data = item.crossed == CrossedKind::Data;
    Arrow arrow;
    arrow.ink = data ? sideColor(item.side, m_palette) : color(Role::Muted, m_palette);
    if (item.crossed == CrossedKind::Rst)
        arrow.ink = color(Role::Error, m_palette);
    arrow.dashed = true;
    arrow.crossed = item.crossed == CrossedKind::Rst;
    paintArrow(painter, item.side, arrow, y);
    const qreal room = arrowLabelRoom();
    const QString text =
        fitCrossed(item.crossed, event, [&](const QString& candidate) { return m_crossed.fits(candidate, room); });
    paintArrowLabel(painter, text, m_crossed.font(), arrow.ink, y);
}

} // namespace widgets
