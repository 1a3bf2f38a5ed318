// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/field_message.h"

#include "widgets/common/role_label.h"

#include <QHBoxLayout>

namespace widgets {

FieldMessage::FieldMessage(QWidget* field, QWidget* parent)
    : QWidget(parent),
      m_field(field),
      m_fieldDescription(field ? field->accessibleDescription() : QString()),
      m_label(new RoleLabel(Role::Error, {}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    row->addWidget(new RoleLabel(Role::Error, QStringLiteral("✕"), this), 0, Qt::AlignTop);
    row->addWidget(m_label, 1);
    m_label->setWordWrap(true);
    hide();
}

void FieldMessage::setText(const QString& text)
{
    m_text = text;
    m_label->setText(text);
    setAccessibleName(text);
    if (m_field)
        m_field->setAccessibleDescription(text.isEmpty() ? m_fieldDescription : text);
    setVisible(!text.isEmpty());
}

} // namespace widgets

#include "moc_field_message.cpp"
