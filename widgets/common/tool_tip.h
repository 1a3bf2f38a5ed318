// SPDX-License-Identifier: GPL-3.0-or-later
// Tool tips that are read as they are, whatever stands in them.
#pragma once

#include <QString>

class QWidget;

namespace widgets {

/// The text as a tool tip. Qt takes a tool tip with "<b>" or "<img …>" in it for HTML and would load what it names, so
/// a text that may hold words of others (names, addresses, payload, messages of files) goes through here. It is
/// wrapped, its lines stay lines. Any thread.
QString plainToolTip(const QString& text);

/// The same on a widget; assistive technology reads the text itself. An empty text removes it. GUI thread.
void setPlainToolTip(QWidget& widget, const QString& text);

} // namespace widgets
