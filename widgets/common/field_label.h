// SPDX-License-Identifier: GPL-3.0-or-later
// The label before a field.
#pragma once

#include <QString>

class QLabel;
class QWidget;

namespace widgets {

/// A label whose mnemonic leads to the field. The parent of the field owns it. GUI thread.
QLabel* fieldLabel(const QString& text, QWidget* field);

} // namespace widgets
