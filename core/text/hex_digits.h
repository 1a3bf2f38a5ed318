// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as pairs of hex digits without anything between them, and back. Internal to core.
#pragma once

#include "core/text/text_buffer.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace core {

/// "48656c6c6f"
void appendHexDigits(TextBuffer& out, std::span<const std::byte> bytes);
/// Appends the bytes of `digits`, which may be large and small letters. Where it holds anything but pairs of digits
/// nothing is appended; then returns false.
bool readHexDigits(std::string_view digits, std::vector<std::byte>& out);

} // namespace core
