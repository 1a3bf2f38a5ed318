// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/notice_line.h"

#include "widgets/common/role_label.h"
#include "widgets/common/tool_tip.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace widgets {

NoticeLine::NoticeLine(const QString& mark, const QString& action, QWidget* parent)
    : QWidget(parent), m_sentence(new RoleLabel(Role::Neutral, {}, this)), m_button(new QToolButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 4, 2);
    row->setSpacing(7);
    row->addWidget(new RoleLabel(Role::Neutral, mark, this));
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a number that grows moves nothing
    row->addWidget(m_sentence, 1);
    m_button->setText(action);
    m_button->setAccessibleName(action);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setVisible(!action.isEmpty());
    row->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, this, &NoticeLine::clicked);
    hide();
}

void NoticeLine::say(const QString& sentence)
{
    if (sentence == m_sentence->text() && !isHidden())
        return;
    m_sentence->setText(sentence);
    setPlainToolTip(*m_sentence, m_sentence->sizeHint().width() > m_sentence->width() ? sentence : QString());
    if (!isHidden())
        return;
    show();
    if (QAccessible::isActive()) {
        QAccessibleEvent alert(m_sentence, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void NoticeLine::clear()
{
    hide();
    m_sentence->clear();
}

QString NoticeLine::sentence() const
{
    return m_sentence->text();
}

void NoticeLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::HoverTint, palette()));
    painter.setPen(color(Role::CardBorder, palette()));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace widgets

#include "moc_notice_line.cpp"
