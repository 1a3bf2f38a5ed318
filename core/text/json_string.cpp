// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/json_string.h"

#include "core/text/utf8.h"

#include <algorithm>

namespace core {
namespace {

bool isPlain(std::byte byte)
{
    const auto value = std::to_integer<unsigned>(byte);
    return value >= 0x20 && value < 0x7f && value != '"' && value != '\\';
}

void appendUnit(TextBuffer& out, std::uint32_t unit)
{
    fmt::format_to(std::back_inserter(out), FMT_STRING("\\u{:04x}"), unit);
}

// In UTF-16, as JSON has it: two units beyond U+FFFF.
void appendHidden(TextBuffer& out, std::uint32_t code)
{
    if (code > 0xffff) {
        appendUnit(out, 0xd800 + ((code - 0x10000) >> 10U));
        appendUnit(out, 0xdc00 + ((code - 0x10000) & 0x3ffU));
    } else {
        appendUnit(out, code);
    }
}

// False for a character that no text has.
bool appendCharacter(TextBuffer& out, const Character& character, std::span<const std::byte> bytes)
{
    switch (character.code) {
    case '"':
        append(out, "\\\"");
        return true;
    case '\\':
        append(out, "\\\\");
        return true;
    case '\t':
        append(out, "\\t");
        return true;
    case '\n':
        append(out, "\\n");
        return true;
    case '\r':
        append(out, "\\r");
        return true;
    default:
        break;
    }
    if (character.code < 0x20 || (character.code >= 0x7f && character.code < 0xa0))
        return false;
    if (isInvisible(character.code))
        appendHidden(out, character.code);
    else
        append(out, {reinterpret_cast<const char*>(bytes.data()), character.length});
    return true;
}

} // namespace

bool appendJsonText(TextBuffer& out, std::span<const std::byte> bytes)
{
    const std::size_t begin = out.size();
    out.push_back('"');
    while (!bytes.empty()) {
        const auto plain =
            static_cast<std::size_t>(std::find_if_not(bytes.begin(), bytes.end(), isPlain) - bytes.begin());
        append(out, {reinterpret_cast<const char*>(bytes.data()), plain});
        bytes = bytes.subspan(plain);
        if (bytes.empty())
            break;
        const Character character = firstCharacter(bytes);
        if (character.length == 0 || !appendCharacter(out, character, bytes)) {
            out.resize(begin);
            return false;
        }
        bytes = bytes.subspan(character.length);
    }
    out.push_back('"');
    return true;
}

void appendJsonString(TextBuffer& out, std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    if (appendJsonText(out, bytes))
        return;
    TextBuffer escaped; // has no control character any more
    appendEscaped(escaped, bytes);
    appendJsonText(out, std::as_bytes(std::span(escaped.data(), escaped.size())));
}

} // namespace core
