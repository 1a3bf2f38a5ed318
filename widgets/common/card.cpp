// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/card.h"

#include "widgets/common/elided_label.h"
#include "widgets/common/role_label.h"
#include "widgets/common/side_mark.h"
#include "widgets/common/state_badge.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <algorithm>

namespace widgets {

namespace {

constexpr qreal kRadius = 5;
constexpr qreal kStripe = 4; // width of the coloured stripe

} // namespace

Card::Card(const QString& title, std::optional<core::Side> side, QWidget* parent)
    : QWidget(parent),
      m_side(side),
      m_header(new QWidget(this)),
      m_headerLayout(new QHBoxLayout(m_header)),
      m_body(new QVBoxLayout),
      m_title(new ElidedLabel(!side                         ? Role::Neutral
                              : *side == core::Side::Server ? Role::Server
                                                            : Role::Client,
                              title, m_header)),
      m_badge(new StateBadge(side, m_header)),
      m_secondary(new RoleLabel(Role::Muted, {}, m_header))
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_badge->hide();
    m_headerLayout->setContentsMargins(12, 5, 10, 5);
    m_headerLayout->setSpacing(8);
    if (side)
        m_headerLayout->addWidget(new SideMark(*side, m_header));
    m_headerLayout->addWidget(m_title);
    m_headerLayout->addWidget(m_badge);
    m_headerLayout->addStretch(1);
    m_headerLayout->addWidget(m_secondary);
    // All headers have the same height, with or without a badge.
    m_header->setMinimumHeight(badgeSize(title, badgeFont(font())).height() + 12);

    m_body->setContentsMargins(10, 9, 10, 10);
    m_body->setSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(m_body, 1);
}

void Card::setBadgeText(const QString& text)
{
    m_badge->setText(text);
    m_badge->setVisible(!text.isEmpty());
}

void Card::setSecondaryText(const QString& text)
{
    m_secondary->setText(text);
}

QString Card::secondaryText() const
{
    return m_secondary->text();
}

void Card::setTitle(const QString& title)
{
    m_title->setFullText(title);
}

void Card::addHeaderWidget(QWidget* widget)
{
    m_headerLayout->addWidget(widget);
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(frame, kRadius, kRadius);
    painter.fillPath(outline, color(Role::Card, palette()));

    const qreal headerBottom = m_header->geometry().bottom() + 1.0;
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(QRectF(frame.left(), frame.top(), frame.width(), headerBottom - frame.top()),
                     color(Role::Header, palette()));
    painter.setPen(QPen(color(Role::CardBorder, palette()), 1));
    painter.drawLine(QPointF(frame.left(), headerBottom - 0.5), QPointF(frame.right(), headerBottom - 0.5));
    painter.restore();
    painter.setPen(QPen(color(Role::CardBorder, palette()), 1));
    painter.drawPath(outline);
    if (m_side) {
        painter.setClipPath(outline);
        painter.fillRect(QRectF(0, 0, kStripe, headerBottom), sideColor(*m_side, palette()));
    }
}

void Card::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace widgets

#include "moc_card.cpp"
