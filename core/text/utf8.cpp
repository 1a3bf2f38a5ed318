// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/utf8.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

struct CodeRange
{
    std::uint32_t first;
    std::uint32_t last;
};

// Characters that cannot be seen, or that change how their neighbours are seen: all of the categories Cc, Cf, Co, Zl
// and Zp of Unicode 15, and some more. Ordered.
constexpr std::array kInvisible{
    CodeRange{0x0000, 0x001f},    // C0 controls
    CodeRange{0x007f, 0x009f},    // DEL and C1 controls
    CodeRange{0x00ad, 0x00ad},    // soft hyphen
    CodeRange{0x034f, 0x034f},    // combining grapheme joiner
    CodeRange{0x0600, 0x0605},    // Arabic number signs, which enclose what follows
    CodeRange{0x061c, 0x061c},    // Arabic letter mark (bidi)
    CodeRange{0x06dd, 0x06dd},    // Arabic end of ayah
    CodeRange{0x070f, 0x070f},    // Syriac abbreviation mark
    CodeRange{0x0890, 0x0891},    // Arabic pound and piastre marks
    CodeRange{0x08e2, 0x08e2},    // Arabic disputed end of ayah
    CodeRange{0x115f, 0x1160},    // Hangul fillers
    CodeRange{0x17b4, 0x17b5},    // Khmer inherent vowels
    CodeRange{0x180b, 0x180f},    // Mongolian selectors and vowel separator
    CodeRange{0x200b, 0x200f},    // zero width, left-to-right and right-to-left marks
    CodeRange{0x2028, 0x202e},    // line and paragraph separator, bidi embeddings and overrides
    CodeRange{0x2060, 0x206f},    // word joiner, invisible operators, bidi isolates
    CodeRange{0x3164, 0x3164},    // Hangul filler
    CodeRange{0xe000, 0xf8ff},    // private use: every font has its own
    CodeRange{0xfdd0, 0xfdef},    // noncharacters
    CodeRange{0xfeff, 0xfeff},    // byte order mark
    CodeRange{0xffa0, 0xffa0},    // halfwidth Hangul filler
    CodeRange{0xfff0, 0xfffb},    // unassigned, interlinear annotation
    CodeRange{0xfffe, 0xffff},    // noncharacters
    CodeRange{0x110bd, 0x110bd},  // Kaithi number sign
    CodeRange{0x110cd, 0x110cd},  // Kaithi number sign above
    CodeRange{0x13430, 0x1343f},  // Egyptian hieroglyph format controls
    CodeRange{0x1bca0, 0x1bca3},  // shorthand format controls
    CodeRange{0x1d173, 0x1d17a},  // musical format controls
    CodeRange{0xe0000, 0xe0fff},  // tags and supplementary variation selectors
    CodeRange{0xf0000, 0x10ffff}, // private use
};

constexpr std::uint32_t valueOf(std::byte byte)
{
    return std::to_integer<std::uint32_t>(byte);
}

} // namespace

bool isInvisible(std::uint32_t code)
{
    if ((code & 0xfffe) == 0xfffe) // the last two of every plane are noncharacters
        return true;
    const auto range = std::lower_bound(kInvisible.begin(), kInvisible.end(), code,
                                        [](const CodeRange& r, std::uint32_t c) { return r.last < c; });
    return range != kInvisible.end() && range->first <= code;
}

Character firstCharacter(std::span<const std::byte> bytes)
{
    const std::uint32_t lead = valueOf(bytes[0]);
    if (lead < 0x80)
        return {lead, 1};
    if (lead < 0xc2 || lead > 0xf4)
        return {};
    const std::size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (bytes.size() < length)
        return {};
    std::uint32_t code = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const std::uint32_t next = valueOf(bytes[i]);
        if ((next & 0xc0) != 0x80)
            return {};
        code = (code << 6) | (next & 0x3f);
    }
    const std::uint32_t smallest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (code < smallest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return {};
    return {code, length};
}

} // namespace core
