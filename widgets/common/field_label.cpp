// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/field_label.h"

#include <QLabel>

namespace widgets {

QLabel* fieldLabel(const QString& text, QWidget* field)
{
    auto* label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    return label;
}

} // namespace widgets
