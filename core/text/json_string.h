// SPDX-License-Identifier: GPL-3.0-or-later
// Strings of JSON (RFC 8259). Internal to core.
#pragma once

#include "core/text/text_buffer.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace core {

/// Appends the bytes as a string in quotes, when they are text: UTF-8 without control characters but tab, line feed
/// and carriage return. Characters that cannot be seen (core/text/utf8.h) become \uXXXX. What is no text is not
/// appended; then returns false.
bool appendJsonText(TextBuffer& out, std::span<const std::byte> bytes);
/// The same for a name; what is no text stands in it as escapes.
void appendJsonString(TextBuffer& out, std::string_view text);

} // namespace core
