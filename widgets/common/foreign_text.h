// SPDX-License-Identifier: GPL-3.0-or-later
// Text that others have written, as it is shown.
#pragma once

#include <QString>
#include <string_view>

namespace widgets {

/// Foreign bytes as one line: what cannot be seen, and what would change how the rest is read, is escaped as
/// core::escapeBytes() does. Any thread.
QString escapedText(std::string_view foreign);

} // namespace widgets
