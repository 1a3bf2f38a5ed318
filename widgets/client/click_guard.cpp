// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/click_guard.h"

#include <QAbstractButton>

namespace widgets {

ClickGuard::ClickGuard(QAbstractButton* button) : QObject(button)
{
    button->installEventFilter(this);
}

bool ClickGuard::eventFilter(QObject* watched, QEvent* event)
{
    return event->type() == QEvent::MouseButtonDblClick || QObject::eventFilter(watched, event);
}

} // namespace widgets

#include "moc_click_guard.cpp"
