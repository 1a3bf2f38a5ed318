// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/flat_style.h"

#include "widgets/common/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace widgets {

namespace {

void drawButton(const QStyleOption& option, QPainter& painter)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool pressed = option.state.testFlag(QStyle::State_Sunken) || option.state.testFlag(QStyle::State_On);
    QColor paper = option.palette.color(QPalette::Button);
    if (enabled && pressed)
        paper = isDark(option.palette) ? paper.lighter(145) : paper.darker(112);
    else if (enabled && option.state.testFlag(QStyle::State_MouseOver))
        paper = color(Role::HoverTint, option.palette);
    else if (!enabled)
        paper = color(Role::Card, option.palette);
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(focus ? option.palette.color(QPalette::Highlight) : color(Role::CardBorder, option.palette),
                        focus ? 1.6 : 1.0));
    painter.setBrush(paper);
    const qreal inset = focus ? 0.8 : 0.5;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), 4, 4);
    painter.restore();
}

// A line edit of its own; those of combo and spin boxes have the frame of the box.
void drawFieldFrame(const QStyleOption& option, QPainter& painter)
{
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(focus ? option.palette.color(QPalette::Highlight) : color(Role::FieldBorder, option.palette),
                        focus ? 1.6 : 1.0));
    painter.setBrush(Qt::NoBrush);
    const qreal inset = focus ? 0.8 : 0.5;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), 3, 3);
    painter.restore();
}

// Fusion's own line is not to be seen in the dark.
void drawIndicatorFrame(const QStyleOption& option, QPainter& painter, bool isRound)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Role::FieldBorder, option.palette), 1.0));
    painter.setBrush(Qt::NoBrush);
    const QRectF frame = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = isRound ? frame.height() / 2 : 2.0;
    painter.drawRoundedRect(frame, radius, radius);
    painter.restore();
}

void drawTabBarBase(const QStyleOption& option, QPainter& painter)
{
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     color(Role::CardBorder, option.palette));
}

void drawHeaderSection(const QStyleOption& option, QPainter& painter)
{
    const QRect area = option.rect;
    painter.fillRect(area, color(Role::Header, option.palette));
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), color(Role::CardBorder, option.palette));
}

} // namespace

FlatStyle::FlatStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void FlatStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    if (element == PE_PanelButtonCommand)
        drawButton(*option, *painter);
    else if (element == PE_FrameLineEdit)
        drawFieldFrame(*option, *painter);
    else if (element == PE_FrameTabBarBase)
        drawTabBarBase(*option, *painter);
    else
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_IndicatorRadioButton || element == PE_IndicatorCheckBox)
        drawIndicatorFrame(*option, *painter, element == PE_IndicatorRadioButton);
}

void FlatStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const
{
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea)
        drawHeaderSection(*option, *painter);
    else
        QProxyStyle::drawControl(element, option, painter, widget);
}

} // namespace widgets

#include "moc_flat_style.cpp"
