// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/elided_label.h"

#include "widgets/common/tool_tip.h"

#include <QEvent>
#include <QFontMetrics>
#include <QFontMetricsF>
#include <QtMath>

namespace widgets {

ElidedLabel::ElidedLabel(Role role, const QString& text, QWidget* parent) : RoleLabel(role, {}, parent)
{
    setFullText(text);
}

QSize ElidedLabel::sizeHint() const
{
    return {qCeil(QFontMetricsF(font()).horizontalAdvance(m_full)), RoleLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QChar(u'…')), RoleLabel::minimumSizeHint().height()};
}

void ElidedLabel::setFullText(const QString& text)
{
    if (text == m_full)
        return;
    m_full = text;
    updateGeometry();
    setAccessibleName(text);
    elide();
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    RoleLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event)
{
    RoleLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_full, Qt::ElideRight, contentsRect().width());
    setText(shown);
    setToolTip(shown == m_full ? QString() : plainToolTip(m_full));
}

} // namespace widgets

#include "moc_elided_label.cpp"
