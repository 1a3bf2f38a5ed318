// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/accent_button.h"

#include "widgets/common/theme.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace widgets {

AccentButton::AccentButton(const QString& text, core::Side side, Style style, QWidget* parent)
    : QPushButton(text, parent), m_side(side), m_style(style)
{
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
    setAttribute(Qt::WA_Hover);
}

void AccentButton::setSymbol(Symbol symbol)
{
    const Role sideRole = m_side == core::Side::Server ? Role::Server : Role::Client;
    setIconSize({14, 14});
    setIcon(symbolIcon(symbol, m_style == Style::Filled ? Role::Card : sideRole));
}

void AccentButton::paintEvent(QPaintEvent* event)
{
    if (!isEnabled()) {
        QPushButton::paintEvent(event);
        return;
    }
    const bool filled = m_style == Style::Filled;
    const QColor main = sideColor(m_side, palette());
    QColor paper = filled ? main : sideTint(m_side, palette());
    const QColor ink = filled ? color(Role::Card, palette()) : main;
    if (isDown() || isChecked())
        paper = paper.darker(filled ? 120 : 112);
    else if (underMouse())
        paper = filled ? paper.lighter(112) : paper.darker(isDark(palette()) ? 85 : 104);

    QStylePainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(main, 1.2));
    painter.setBrush(paper);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.6, 0.6, -0.6, -0.6), 4, 4);
    if (hasFocus()) {
        painter.setPen(QPen(ink, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 2.5, 2.5);
    }
    QStyleOptionButton option;
    initStyleOption(&option);
    option.palette.setColor(QPalette::ButtonText, ink);
    painter.drawControl(QStyle::CE_PushButtonLabel, option);
}

} // namespace widgets

#include "moc_accent_button.cpp"
