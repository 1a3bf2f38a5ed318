// SPDX-License-Identifier: GPL-3.0-or-later
// Upper and lower case of ASCII letters alike, in any locale. Internal to core/filter.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace core {

constexpr char foldAscii(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string foldedAscii(std::string_view text)
{
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), foldAscii);
    return folded;
}

constexpr bool equalsAnyCase(std::string_view a, std::string_view b) noexcept
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return foldAscii(x) == foldAscii(y); });
}

constexpr bool isAsciiLetter(char c) noexcept
{
    return foldAscii(c) >= 'a' && foldAscii(c) <= 'z';
}

inline bool isAscii(std::string_view text) noexcept
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace core
