// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/ladder_painter.h"

#include "core/text/event_text.h"
#include "widgets/common/side_mark.h"
#include "widgets/common/state_badge.h"
#include "widgets/common/theme.h"
#include "widgets/wire/ladder_text.h"

#include <QApplication>
#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>
#include <QtMath>
#include <algorithm>
#include <array>

namespace widgets {

namespace {

struct LadderPainterText
{
    Q_DECLARE_TR_FUNCTIONS(widgets::LadderPainterText)
};

constexpr qreal kDotRadius = 4;
constexpr qreal kMarkRadius = 6;
constexpr qreal kBarWidth = 7;
constexpr int kFade = 10;        // height of the fading below the captions
constexpr int kBadgeGap = 6;     // between a lifeline and a badge
constexpr int kBadgePadding = 6; // at each end of its word

// Line heights by zoom step, in hundredths of the normal one.
constexpr std::array kZoom{80, 90, 100, 125, 150, 180, 220};
static_assert(kZoom.size() == LadderPainter::kMaximumZoom - LadderPainter::kMinimumZoom + 1);

QString stateText(const core::Event& event)
{
    const std::string_view name = core::stateName(event.to());
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

// Text of a side touches its lifeline and grows away from it.
int outward(core::Side side)
{
    const int horizontal = side == core::Side::Server ? Qt::AlignRight : Qt::AlignLeft;
    return horizontal | Qt::AlignVCenter | Qt::TextSingleLine;
}

QFont callFont(int width, int zoom)
{
    QFont font = monospaceFont();
    const qreal smaller = (LadderGeometry::of(width).isNarrow() ? 1.25 : 0.5) + (zoom < 0 ? 0.5 * -zoom : 0.0);
    font.setPointSizeF(std::max(6.0, font.pointSizeF() - smaller));
    return font;
}

QFont onto(LadderPainter::Medium medium, QFont font)
{
    if (medium == LadderPainter::Medium::Picture)
        font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont smaller(qreal points)
{
    QFont font = QApplication::font();
    font.setPointSizeF(std::max(6.0, font.pointSizeF() - points));
    return font;
}

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

QFont italic(QFont font)
{
    font.setItalic(true);
    return font;
}

} // namespace

LadderPainter::LadderPainter(const QPalette& palette, int width, int zoom, Medium medium)
    : m_palette(palette),
      m_geometry(LadderGeometry::of(width)),
      m_badgeFont(onto(medium, badgeFont(smaller(LadderGeometry::of(width).isNarrow() ? 1.25 : 0.5)))),
      m_smallFont(onto(medium, smaller(0.5))),
      m_call(onto(medium, callFont(width, zoom))),
      m_packet(onto(medium, smaller(zoom < 0 ? 1.5 : 1.0))),
      m_markedPacket(bold(m_packet.font())),
      m_crossed(italic(m_packet.font())),
      m_lineHeight(lineHeight(width, zoom)),
      m_captionHeight(captionHeight())
{
}

int LadderPainter::lineHeight(int width, int zoom)
{
    const auto step = static_cast<std::size_t>(std::clamp(zoom, kMinimumZoom, kMaximumZoom) - kMinimumZoom);
    const qreal normal = QFontMetricsF(callFont(width, 0)).height() * 1.35;
    return std::max(10, qRound(normal * kZoom[step] / 100));
}

int LadderPainter::captionHeight()
{
    return qRound(QFontMetricsF(QApplication::font()).height() * 1.7);
}

void LadderPainter::paintCaptions(QPainter& painter, const LadderEnds& ends) const
{
    const QFontMetricsF metrics(m_smallFont);
    const qreal edge = qRound(metrics.height()) + 2; // of the square mark
    const qreal top = (m_captionHeight - edge) / 2 + 1;
    const QColor card = color(Role::Card, m_palette);
    painter.fillRect(QRect(0, 0, m_geometry.width, m_captionHeight), card);
    // Rows fade out below the strip instead of being cut.
    QLinearGradient fade(0, m_captionHeight, 0, m_captionHeight + kFade);
    QColor clear = card;
    clear.setAlpha(0);
    fade.setColorAt(0, card);
    fade.setColorAt(1, clear);
    painter.fillRect(QRectF(0, m_captionHeight, m_geometry.width, kFade), fade);
    const auto caption = [](const QString& side, const QString& end) {
        //: %1 server or client, %2 who that is: "9000, not this program"
        return end.isEmpty() ? side : LadderPainterText::tr("%1 · %2").arg(side, end);
    };
    const std::array words{caption(LadderPainterText::tr("server"), ends.server),
                           caption(LadderPainterText::tr("client"), ends.client)};
    for (const core::Side side : {core::Side::Server, core::Side::Client}) {
        const qreal x = m_geometry.lineX(side);
        paintSideMark(painter, QRectF(x - edge / 2, top, edge, edge), side, m_smallFont, m_palette);
        painter.setPen(sideColor(side, m_palette));
        painter.setFont(m_smallFont);
        const bool server = side == core::Side::Server;
        const qreal room = std::max(0.0, m_geometry.serverX - edge / 2 - 6);
        painter.drawText(QRectF(server ? 0 : x + edge / 2 + 6, top, room, edge), outward(side),
                         metrics.elidedText(words[static_cast<std::size_t>(side)], Qt::ElideRight, room));
    }
}

void LadderPainter::paintLifelines(QPainter& painter, int top, int bottom) const
{
    for (const core::Side side : {core::Side::Server, core::Side::Client}) {
        const int x = m_geometry.lineX(side);
        painter.fillRect(QRect(x - 1, top, 2, bottom - top), sideColor(side, m_palette));
    }
}

int LadderPainter::above(LadderKind kind, int lineHeight)
{
    return isArrow(kind) ? LadderLayout::kArrowAbove * lineHeight / LadderLayout::kLine : lineHeight / 2;
}

int LadderPainter::below(LadderKind kind, int lineHeight)
{
    constexpr int head = 3; // half of the head of an arrow
    return isArrow(kind) ? LadderLayout::kArrowBelow * lineHeight / LadderLayout::kLine + head
                         : lineHeight - lineHeight / 2;
}

void LadderPainter::paintBand(QPainter& painter, const LadderItem& item, int y, const Mood& mood) const
{
    if (!mood.selected && !mood.hovered)
        return;
    // Things in different lanes share their height: the band keeps to the lane.
    constexpr qreal over = 7.5; // past a lifeline
    qreal left = 3.5;
    qreal right = m_geometry.width - 3.5;
    if (isInside(item.kind) || item.side == core::Side::Client)
        left = m_geometry.lineX(isInside(item.kind) ? core::Side::Server : core::Side::Client) - over;
    if (isInside(item.kind) || item.side == core::Side::Server)
        right = m_geometry.lineX(isInside(item.kind) ? core::Side::Client : core::Side::Server) + over;
    const int up = above(item.kind, m_lineHeight);
    const QRectF band(left, y - up + 0.5, right - left, up + below(item.kind, m_lineHeight) - 1);
    QColor fill = color(Role::HoverTint, m_palette);
    if (mood.selected)
        fill = m_palette.color(QPalette::Highlight);
    fill.setAlpha(mood.selected ? (isDark(m_palette) ? 80 : 40) : 255);
    painter.setBrush(fill);
    painter.setPen(Qt::NoPen);
    if (mood.selected) // a line around it: the selection is seen without its colour, too
        painter.setPen(QPen(m_palette.color(QPalette::Highlight), mood.focused ? 1.6 : 0.8));
    painter.drawRoundedRect(band, 4, 4);
}

void LadderPainter::paintItem(QPainter& painter, const LadderItem& item, const core::Event& event, int y,
                              const QString& tag) const
{
    switch (item.kind) {
    case LadderKind::Call:
        return paintCall(painter, item.side, event, y, tag);
    case LadderKind::State:
        return paintState(painter, item.side, event, y);
    case LadderKind::Message:
        return paintMessage(painter, item.side, event, y);
    case LadderKind::Note:
        return paintNote(painter, item.side, event, y);
    case LadderKind::Packet:
        return paintPacket(painter, item.side, event, y);
    case LadderKind::Crossed:
        return paintCrossed(painter, item, event, y);
    case LadderKind::Gap:
        return paintGap(painter, item, y);
    }
}

void LadderPainter::paintBar(QPainter& painter, core::Side side, int top, int bottom, bool open) const
{
    const QColor ink = sideColor(side, m_palette);
    const qreal x = m_geometry.lineX(side);
    const QRectF bar(x - kBarWidth / 2, top, kBarWidth, std::max(1, bottom - top));
    painter.setBrush(sideTint(side, m_palette));
    painter.setPen(open ? QPen(Qt::NoPen) : QPen(ink, 1.2));
    painter.drawRoundedRect(bar, open ? 0 : 2, open ? 0 : 2);
    if (!open)
        return;
    painter.setPen(QPen(ink, 1.2)); // nothing closes it at the bottom
    painter.drawPolyline(QPolygonF{bar.bottomLeft(), bar.topLeft(), bar.topRight(), bar.bottomRight()});
}

void LadderPainter::paintLaneText(QPainter& painter, core::Side side, const QFont& font, const QColor& ink,
                                  const QString& text, int y) const
{
    const QRectF room(m_geometry.textLeft(side), y - m_lineHeight, m_geometry.textWidth(), 2 * m_lineHeight);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(room, outward(side), text);
}

void LadderPainter::paintCall(QPainter& painter, core::Side side, const core::Event& event, int y,
                              const QString& tag) const
{
    const qreal room = m_geometry.textWidth() - (tag.isEmpty() ? 0 : paintTag(painter, side, tag, y));
    const auto fits = [&](const QString& candidate) { return m_call.fits(candidate, room); };
    QString text = fitCall(event, fits);
    if (!fits(text))
        text = m_call.metrics().elidedText(text, Qt::ElideRight, room);
    const QColor ink = isMarked(event) ? color(Role::Error, m_palette) : sideColor(side, m_palette);
    paintLaneText(painter, side, m_call.font(), ink, text, y);
    paintDot(painter, side, event, y);
}

void LadderPainter::paintDot(QPainter& painter, core::Side side, const core::Event& event, int y) const
{
    const QColor card = color(Role::Card, m_palette);
    const QPointF center(m_geometry.lineX(side), y);
    if (isMarked(event)) {
        painter.setPen(QPen(card, 1.5));
        painter.setBrush(color(Role::Error, m_palette));
        painter.drawEllipse(center, kMarkRadius, kMarkRadius);
        painter.setPen(QPen(card, 1.6, Qt::SolidLine, Qt::RoundCap));
        constexpr qreal arm = 2.3;
        painter.drawLine(center + QPointF(-arm, -arm), center + QPointF(arm, arm));
        painter.drawLine(center + QPointF(-arm, arm), center + QPointF(arm, -arm));
        return;
    }
    // Hollow: the call came back with an errno that is no failure (EAGAIN, EINPROGRESS, EINTR).
    const bool hollow = event.error != 0 || event.kind != core::EventKind::Call;
    const qreal radius = event.kind == core::EventKind::Call ? kDotRadius : kDotRadius - 1;
    painter.setPen(hollow ? QPen(sideColor(side, m_palette), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? card : sideColor(side, m_palette));
    painter.drawEllipse(center, hollow ? radius - 0.5 : radius, hollow ? radius - 0.5 : radius);
}

void LadderPainter::paintMessage(QPainter& painter, core::Side side, const core::Event& event, int y) const
{
    const QFontMetricsF metrics(m_smallFont);
    paintLaneText(painter, side, m_smallFont, color(Role::Muted, m_palette),
                  metrics.elidedText(fullText(event), Qt::ElideRight, m_geometry.textWidth()), y);
}

void LadderPainter::paintNote(QPainter& painter, core::Side side, const core::Event& event, int y) const
{
    const QFont font = italic(m_smallFont);
    const QFontMetricsF metrics(font);
    paintLaneText(painter, side, font, color(isMarked(event) ? Role::Error : Role::Neutral, m_palette),
                  metrics.elidedText(fullText(event), Qt::ElideRight, m_geometry.textWidth()), y);
    paintDot(painter, side, event, y);
}

QFont LadderPainter::stateFont(const core::Event& event) const
{
    QFont font = m_badgeFont;
    font.setItalic(event.source == core::Source::Inferred);
    return font;
}

QRect LadderPainter::badgeRect(core::Side side, const core::Event& event, int y) const
{
    // The longest name, ESTABLISHED, fits into the narrowest middle: less padding than badges have elsewhere.
    const QFontMetricsF metrics(stateFont(event));
    const int width = qCeil(metrics.horizontalAdvance(stateText(event))) + 2 * kBadgePadding;
    const int height = std::min(qCeil(metrics.height()) + 3, m_lineHeight - 2);
    const int x = m_geometry.lineX(side);
    const int left = side == core::Side::Server ? x + kBadgeGap : x - kBadgeGap - width;
    return {left, y - height / 2, width, height};
}

void LadderPainter::paintState(QPainter& painter, core::Side side, const core::Event& event, int y) const
{
    const QRect badge = badgeRect(side, event, y);
    const QColor ink = sideColor(side, m_palette);
    // A short tie to the lifeline: where the change happened.
    const int x = m_geometry.lineX(side);
    painter.fillRect(side == core::Side::Server ? QRect(x, y, badge.left() - x, 1)
                                                : QRect(badge.right(), y, x - badge.right(), 1),
                     ink);
    // Filled: reported by the kernel itself. Dashed and italic: inferred.
    const bool filled = event.source == core::Source::Kernel;
    QPen pen(ink, 1.2);
    if (event.source == core::Source::Inferred)
        pen.setDashPattern({2.5, 2.0});
    painter.setPen(pen);
    painter.setBrush(filled ? ink : sideTint(side, m_palette));
    const QRectF outline = QRectF(badge).adjusted(0.6, 0.6, -0.6, -0.6);
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2);
    painter.setFont(stateFont(event));
    painter.setPen(filled ? color(Role::Card, m_palette) : ink);
    painter.drawText(badge, Qt::TextSingleLine | Qt::AlignCenter, stateText(event));
}

void LadderPainter::paintGap(QPainter& painter, const LadderItem& item, int y) const
{
    const QColor card = color(Role::Card, m_palette);
    const QColor muted = color(Role::Muted, m_palette);
    // The lifelines are dotted where time was folded.
    for (const core::Side side : {core::Side::Server, core::Side::Client}) {
        const int x = m_geometry.lineX(side);
        painter.fillRect(QRect(x - 2, y - m_lineHeight / 2, 4, m_lineHeight), card);
        painter.setPen(Qt::NoPen);
        painter.setBrush(sideColor(side, m_palette));
        const qreal step = m_lineHeight / 4.0;
        for (int i = -1; i <= 1; ++i)
            painter.drawEllipse(QPointF(x, y + i * step), 1.4, 1.4);
    }
    const QFontMetricsF metrics(m_smallFont);
    const std::string duration = core::durationText(item.gapNs);
    const QString text = QString::fromStdString(duration);
    const qreal half = metrics.horizontalAdvance(text) / 2 + 6;
    const qreal middle = (m_geometry.serverX + m_geometry.clientX) / 2.0;
    painter.setFont(m_smallFont);
    painter.setPen(muted);
    painter.drawText(QRectF(middle - half, y - m_lineHeight, 2 * half, 2 * m_lineHeight),
                     Qt::TextSingleLine | Qt::AlignCenter, text);
    painter.setPen(QPen(color(Role::CardBorder, m_palette), 1));
    const qreal lineY = y + 0.5;
    if (middle - half > m_geometry.serverX + 8) {
        painter.drawLine(QPointF(m_geometry.serverX + 8, lineY), QPointF(middle - half, lineY));
        painter.drawLine(QPointF(middle + half, lineY), QPointF(m_geometry.clientX - 8, lineY));
    }
}

} // namespace widgets
