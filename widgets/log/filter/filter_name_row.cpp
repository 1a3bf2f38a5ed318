// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/filter_name_row.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace widgets {

FilterNameRow::FilterNameRow(QWidget* parent)
    : QWidget(parent),
      m_label(new QLabel(tr("Na&me of this filter:"), this)),
      m_name(new QLineEdit(this)),
      m_save(new QToolButton(this)),
      m_cancel(new QToolButton(this))
{
    constexpr int kLongestName = 60;
    m_name->setMaxLength(kLongestName);
    m_name->setAccessibleName(tr("Name of this filter"));
    m_name->setMaximumWidth(320);
    m_label->setBuddy(m_name);
    m_cancel->setText(tr("Cancel"));
    for (QToolButton* button : {m_save, m_cancel})
        button->setFocusPolicy(Qt::StrongFocus);
    m_cancel->setToolTip(tr("Leaves the filter without a name (Esc)"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    row->addWidget(m_label);
    row->addWidget(m_name, 1);
    row->addWidget(m_save);
    row->addWidget(m_cancel);
    row->addStretch(1);
    hide();

    connect(m_name, &QLineEdit::textChanged, this, &FilterNameRow::updateButton);
    connect(m_save, &QToolButton::clicked, this, &FilterNameRow::save);
    connect(m_cancel, &QToolButton::clicked, this, &FilterNameRow::close);
}

void FilterNameRow::ask(const QString& filter, const QString& before, const SavedFilters& all)
{
    m_all = all;
    m_filter = filter;
    m_before = before;
    m_name->setText(before);
    m_name->selectAll();
    updateButton();
    show();
    m_name->setFocus(Qt::OtherFocusReason);
}

void FilterNameRow::updateButton()
{
    const SavedFilter* taken = m_all.named(m_name->text());
    const bool replaces = taken && taken->name != m_before;
    m_save->setText(replaces ? tr("Replace") : tr("Save"));
    m_save->setToolTip(replaces ? tr("Another filter has this name and is replaced (Enter)")
                                : tr("Saves the filter under this name (Enter)"));
    m_save->setEnabled(!m_name->text().trimmed().isEmpty());
}

void FilterNameRow::save()
{
    if (!m_save->isEnabled())
        return;
    Q_EMIT named(m_name->text().trimmed(), m_filter);
    close();
}

void FilterNameRow::close()
{
    Q_EMIT closed(); // the keyboard goes on from here before it is hidden
    hide();
}

void FilterNameRow::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return close();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return save();
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace widgets

#include "moc_filter_name_row.cpp"
