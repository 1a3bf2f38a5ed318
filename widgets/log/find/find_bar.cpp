// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/find/find_bar.h"

#include "widgets/common/mark_toggle.h"
#include "widgets/common/role_label.h"
#include "widgets/common/symbols.h"
#include "widgets/common/tool_tip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>
#include <utility>

namespace widgets {

FindBar::FindBar(QWidget* parent)
    : QWidget(parent),
      m_field(new QLineEdit(this)),
      m_expression(new MarkToggle(tr("Regular expression"), tr("The text is a regular expression as in the filter"),
                                  false, this)),
      m_matchCase(new MarkToggle(tr("Match case"), tr("Upper and lower case are different letters"), false, this)),
      m_count(new RoleLabel(Role::Muted, {}, this)),
      m_message(new RoleLabel(Role::Neutral, {}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 4, 4);
    row->setSpacing(5);
    m_field->setPlaceholderText(tr("find in the rows that are shown"));
    m_field->setAccessibleName(tr("Find in the log"));
    m_field->setToolTip(
        tr("Looks for this text in the rows that are shown. Enter or F3: next; Shift+Enter or Shift+F3: "
           "previous; Escape closes."));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(120);
    m_field->setMaximumWidth(320);
    row->addWidget(m_field, 2);
    m_previous = addButton(QStringLiteral("\u2191"), tr("Find previous"), tr("Previous (Shift+F3)"));
    m_next = addButton(QStringLiteral("\u2193"), tr("Find next"), tr("Next (F3)"));
    row->addWidget(m_expression);
    row->addWidget(m_matchCase);
    row->addWidget(m_count);
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_message, 3);
    QToolButton* close = addButton({}, tr("Close the search"), tr("Close (Escape)"));
    close->setIcon(symbolIcon(Symbol::Close));
    close->setIconSize({12, 12});
    close->setAutoRaise(true);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::readPattern);
    connect(m_expression, &MarkToggle::toggled, this, &FindBar::readPattern);
    connect(m_matchCase, &MarkToggle::toggled, this, &FindBar::readPattern);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousWanted);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextWanted);
    connect(close, &QToolButton::clicked, this, &FindBar::closeBar);
    readPattern();
    hide();
}

QToolButton* FindBar::addButton(const QString& text, const QString& name, const QString& help)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void FindBar::readPattern()
{
    auto made = FindPattern::make(
        m_field->text(), {.regularExpression = m_expression->isChecked(), .matchCase = m_matchCase->isChecked()});
    m_mistake = !made;
    m_pattern = made ? std::move(*made) : FindPattern();
    m_message->setRole(m_mistake ? Role::Error : Role::Neutral);
    m_message->setText(m_mistake ? made.error() : QString());
    setPlainToolTip(*m_message, m_message->text());
    m_count->setText({}, {});
    m_next->setEnabled(!m_pattern.isEmpty());
    m_previous->setEnabled(!m_pattern.isEmpty());
    Q_EMIT patternChanged();
}

void FindBar::setStatus(const QString& count, const QString& message)
{
    if (m_mistake)
        return;
    m_count->setText(count, count.isEmpty() ? QString() : tr("Found: %1").arg(count));
    m_message->setText(message);
    setPlainToolTip(*m_message, message);
}

QString FindBar::status() const
{
    return m_count->text() + QLatin1Char('|') + m_message->text();
}

void FindBar::open()
{
    const bool wasHidden = isHidden();
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    if (wasHidden)
        Q_EMIT patternChanged(); // what was looked for before is looked for again
}

void FindBar::closeBar()
{
    hide();
    Q_EMIT closed();
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return closeBar();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            Q_EMIT previousWanted();
        else
            Q_EMIT nextWanted();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace widgets

#include "moc_find_bar.cpp"
