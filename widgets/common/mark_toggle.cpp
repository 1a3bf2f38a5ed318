// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/mark_toggle.h"

namespace widgets {

namespace {

constexpr QChar kCheckMark(0x2713);

} // namespace

MarkToggle::MarkToggle(const QString& label, const QString& help, bool checked, QWidget* parent)
    : QToolButton(parent), m_label(label)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(help);
    setAccessibleName(QString(label).remove(QLatin1Char('&')));
    setAccessibleDescription(help);
    showMark();
    setMinimumWidth(sizeHint().width()); // wide enough for the mark: nothing moves when it goes
    connect(this, &QToolButton::toggled, this, &MarkToggle::showMark);
    setChecked(checked);
}

void MarkToggle::showMark()
{
    setText(isChecked() ? m_label + QLatin1Char(' ') + kCheckMark : m_label);
    if (!m_key.isEmpty())
        setShortcut(m_key); // setText() takes that of the text
}

void MarkToggle::setKey(const QKeySequence& key)
{
    m_key = key;
    setShortcut(key);
}

} // namespace widgets

#include "moc_mark_toggle.cpp"
