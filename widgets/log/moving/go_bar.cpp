// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/go_bar.h"

#include "widgets/common/role_label.h"
#include "widgets/common/symbols.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <utility>

namespace widgets {

GoBar::GoBar(Go go, QWidget* parent)
    : QWidget(parent), m_go(std::move(go)), m_field(new QLineEdit(this)), m_error(new RoleLabel(Role::Error, {}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 4, 4);
    row->setSpacing(5);
    auto* label = new RoleLabel(Role::Neutral, tr("Go to"), this);
    row->addWidget(label);
    m_field->setPlaceholderText(tr("66, 4.2s, -1s, 14:03:22"));
    m_field->setAccessibleName(tr("Go to number or time"));
    m_field->setToolTip(
        tr("The number of an event; or a time: since the start (4.2s, 300ms), before the end (-1s), of the "
           "day (14:03:22). Enter goes there."));
    m_field->setMaximumWidth(220);
    row->addWidget(m_field);
    row->addWidget(m_error, 1);
    auto* close = new QToolButton(this);
    close->setIcon(symbolIcon(Symbol::Close));
    close->setAutoRaise(true);
    close->setIconSize({12, 12});
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Close (Escape)"));
    close->setAccessibleName(tr("Close the field"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &GoBar::closeBar);
    connect(m_field, &QLineEdit::textEdited, m_error, [this] { m_error->setText(QString()); });
    connect(m_field, &QLineEdit::returnPressed, this, &GoBar::go);
    hide();
}

QString GoBar::error() const
{
    return m_error->text();
}

void GoBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void GoBar::closeBar()
{
    m_error->setText(QString());
    hide();
    Q_EMIT closed();
}

void GoBar::go()
{
    const QString problem = m_go(m_field->text());
    if (problem.isEmpty())
        return closeBar();
    m_error->setText(problem);
    m_field->selectAll();
}

void GoBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        closeBar();
    else
        QWidget::keyPressEvent(event);
}

} // namespace widgets

#include "moc_go_bar.cpp"
