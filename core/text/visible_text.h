// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences with foreign bytes in them, fit for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace core {

/// What cannot be seen, or is no UTF-8, is escaped as by escapeBytes(); line feeds, quotes and backslashes stay as they
/// are, so that a sentence with parts that are escaped already can be given whole.
std::string visibleText(std::string_view text);

} // namespace core
