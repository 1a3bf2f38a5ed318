// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/state_badge.h"

#include "widgets/common/theme.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

namespace widgets {

namespace {

constexpr int kPadding = 8;  // at each end of the word
constexpr int kVertical = 2; // above and below it

} // namespace

QFont badgeFont(const QFont& base)
{
    QFont font = base;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(std::max(font.pointSizeF() * 0.86, 6.0));
    font.setBold(true);
    return font;
}

QSize badgeSize(const QString& text, const QFont& font)
{
    const QFontMetrics metrics(font);
    return {metrics.horizontalAdvance(text) + 2 * kPadding, metrics.height() + 2 * kVertical};
}

void paintBadge(QPainter& painter, const QRect& room, const QString& text, const BadgeStyle& style, const QFont& font,
                const QPalette& palette)
{
    const QSize wanted = badgeSize(text, font);
    const QSize size = wanted.boundedTo(room.size());
    const QRect pill(QPoint(room.left(), room.top() + (room.height() - size.height()) / 2), size);
    const QColor main = style.side ? sideColor(*style.side, palette) : color(Role::Muted, palette);
    const QColor paper = style.side ? sideTint(*style.side, palette) : color(Role::Header, palette);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(style.filled ? QPen(Qt::NoPen) : QPen(main, 1.2, style.dashed ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(style.filled ? main : paper);
    const qreal inset = style.filled ? 0.0 : 0.6;
    const QRectF outline = QRectF(pill).adjusted(inset, inset, -inset, -inset);
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2);
    painter.setPen(style.filled ? color(Role::Card, palette) : main);
    painter.setFont(font);
    const bool fits = pill.width() >= wanted.width();
    const QString shown =
        fits ? text : QFontMetrics(font).elidedText(text, Qt::ElideRight, pill.width() - 2 * kPadding);
    painter.drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, shown);
    painter.restore();
}

StateBadge::StateBadge(std::optional<core::Side> side, QWidget* parent) : QWidget(parent), m_style{side}
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateBadge::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    updateAccessibleName();
    updateGeometry();
    update();
}

void StateBadge::setStyle(const BadgeStyle& style)
{
    m_style = style;
    update();
}

void StateBadge::setSubject(const QString& subject)
{
    m_subject = subject;
    updateAccessibleName();
}

QSize StateBadge::sizeHint() const
{
    return badgeSize(m_text, badgeFont(font()));
}

void StateBadge::paintEvent(QPaintEvent*)
{
    if (m_text.isEmpty())
        return;
    QPainter painter(this);
    paintBadge(painter, rect(), m_text, m_style, badgeFont(font()), palette());
}

void StateBadge::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
}

void StateBadge::updateAccessibleName()
{
    //: What is spoken for a state: %1 what it is about ("State of the server"), %2 the state ("LISTEN")
    setAccessibleName(m_subject.isEmpty() ? m_text : tr("%1: %2").arg(m_subject, m_text));
}

} // namespace widgets

#include "moc_state_badge.cpp"
