// SPDX-License-Identifier: GPL-3.0-or-later
// What lines of text are built in, and the small pieces that several lines have in common. Internal to core.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <span>
#include <string_view>

namespace core {

/// Grows on the heap only past 500 bytes, so that most lines cost one allocation: the string that is returned.
using TextBuffer = fmt::memory_buffer;

inline void append(TextBuffer& out, std::string_view text)
{
    out.append(text.data(), text.data() + text.size());
}

template <class Integer>
void appendInteger(TextBuffer& out, Integer value)
{
    const fmt::format_int digits(value);
    out.append(digits.data(), digits.data() + digits.size());
}

/// 0x1f
inline void appendHexNumber(TextBuffer& out, std::uint32_t value)
{
    fmt::format_to(std::back_inserter(out), FMT_STRING("{:#x}"), value);
}

void appendEscaped(TextBuffer& out, std::span<const std::byte> bytes);                   ///< escapeBytes()
void appendQuoted(TextBuffer& out, std::span<const std::byte> bytes, std::size_t limit); ///< quoteBytes()
void appendErrno(TextBuffer& out, int error);                                            ///< errnoName()

} // namespace core
