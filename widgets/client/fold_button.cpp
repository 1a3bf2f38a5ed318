// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/fold_button.h"

#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {

namespace {

constexpr int kTriangle = 14; // room for it, at the left of the text
constexpr int kFoldPadding = 3;

} // namespace

FoldButton::FoldButton(const QString& text, QWidget* parent) : QToolButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

QSize FoldButton::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {kTriangle + metrics.size(Qt::TextShowMnemonic, text()).width() + 2 * kFoldPadding,
            metrics.height() + 2 * kFoldPadding};
}

void FoldButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.4) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? QBrush(color(Role::HoverTint, palette())) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.7, 0.7, -0.7, -0.7), 3, 3);
    }
    const QColor ink = color(Role::Neutral, palette());
    painter.setPen(ink);
    painter.drawText(rect().adjusted(kTriangle, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic,
                     text());

    const QPointF middle(kTriangle / 2.0, height() / 2.0);
    const QPolygonF triangle =
        isChecked() ? QPolygonF{{middle + QPointF(-4, -2), middle + QPointF(4, -2), middle + QPointF(0, 3)}}
                    : QPolygonF{{middle + QPointF(-2, -4), middle + QPointF(3, 0), middle + QPointF(-2, 4)}};
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPolygon(triangle);
}

} // namespace widgets

#include "moc_fold_button.cpp"
