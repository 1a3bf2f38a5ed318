// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/role_label.h"

#include <QEvent>
#include <QGuiApplication>

namespace widgets {

RoleLabel::RoleLabel(Role role, const QString& text, QWidget* parent) : QLabel(text, parent), m_role(role)
{
    setTextFormat(Qt::PlainText);
    updateColor();
}

void RoleLabel::setText(const QString& text, const QString& spoken)
{
    setText(text);
    setAccessibleName(spoken);
}

void RoleLabel::setRole(Role role)
{
    m_role = role;
    updateColor();
}

void RoleLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        updateColor();
}

bool RoleLabel::event(QEvent* event)
{
    if (event->type() == QEvent::Polish) // shown for the first time: until then no changes are told
        updateColor();
    return QLabel::event(event);
}

void RoleLabel::updateColor()
{
    if (m_updating)
        return;
    m_updating = true;
    QPalette own; // the other colours are those of the surroundings
    own.setColor(QPalette::WindowText, color(m_role, QGuiApplication::palette()));
    setPalette(own);
    m_updating = false;
}

} // namespace widgets

#include "moc_role_label.cpp"
