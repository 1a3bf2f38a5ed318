// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as visible text with escapes, and back.
#include "core/text/bytes_text.h"
#include "core/text/text_buffer.h"
#include "core/text/translatable.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <optional>

namespace core {
namespace {

bool isPlainAscii(std::byte byte)
{
    const std::uint32_t value = std::to_integer<std::uint32_t>(byte);
    return value >= 0x20 && value < 0x7f && value != '"' && value != '\\';
}

void appendByteEscape(TextBuffer& out, std::byte byte)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    switch (std::to_integer<std::uint32_t>(byte)) {
    case '\0':
        return append(out, "\\0");
    case '\n':
        return append(out, "\\n");
    case '\r':
        return append(out, "\\r");
    case '\t':
        return append(out, "\\t");
    default:
        append(out, "\\x");
        out.push_back(kDigits[std::to_integer<std::uint32_t>(byte) >> 4]);
        out.push_back(kDigits[std::to_integer<std::uint32_t>(byte) & 0xf]);
    }
}

// Where to cut so that at most `limit` bytes remain and no valid character is split. limit < bytes.size()
std::size_t cutBefore(std::span<const std::byte> bytes, std::size_t limit)
{
    for (std::size_t back = 1; back <= 3 && back <= limit; ++back) {
        const Character character = firstCharacter(bytes.subspan(limit - back));
        if (character.length != 0)
            return character.length > back ? limit - back : limit;
    }
    return limit;
}

std::optional<std::byte> simpleEscape(char letter)
{
    struct Escape
    {
        char letter;
        unsigned char byte;
    };
    constexpr std::array kEscapes{Escape{'n', '\n'}, Escape{'r', '\r'}, Escape{'t', '\t'}, Escape{'0', 0},
                                  Escape{'a', 7},    Escape{'b', 8},    Escape{'e', 0x1b}, Escape{'f', 0x0c},
                                  Escape{'v', 0x0b}, Escape{'"', '"'},  Escape{'\\', '\\'}};
    const auto found =
        std::find_if(kEscapes.begin(), kEscapes.end(), [=](const Escape& e) { return e.letter == letter; });
    return found == kEscapes.end() ? std::nullopt : std::optional(std::byte{found->byte});
}

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F')
        return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

// Bytes of the character that starts at `position`; 1 for what is no UTF-8.
std::size_t characterLength(std::string_view text, std::size_t position)
{
    const Character character = firstCharacter(std::as_bytes(std::span(text).subspan(position)));
    return std::max<std::size_t>(character.length, 1);
}

} // namespace

void appendEscaped(TextBuffer& out, std::span<const std::byte> bytes)
{
    out.reserve(out.size() + bytes.size());
    while (!bytes.empty()) {
        const auto plainEnd = std::find_if_not(bytes.begin(), bytes.end(), isPlainAscii);
        const auto plain = static_cast<std::size_t>(plainEnd - bytes.begin());
        append(out, {reinterpret_cast<const char*>(bytes.data()), plain});
        bytes = bytes.subspan(plain);
        if (bytes.empty())
            return;
        const Character character = firstCharacter(bytes);
        const std::size_t length = std::max<std::size_t>(character.length, 1);
        if (character.code == '"' || character.code == '\\') {
            out.push_back('\\');
            out.push_back(static_cast<char>(character.code));
        } else if (character.length == 0 || isInvisible(character.code)) {
            for (const std::byte byte : bytes.first(length))
                appendByteEscape(out, byte);
        } else {
            append(out, {reinterpret_cast<const char*>(bytes.data()), length});
        }
        bytes = bytes.subspan(length);
    }
}

void appendQuoted(TextBuffer& out, std::span<const std::byte> bytes, std::size_t limit)
{
    const bool cut = bytes.size() > limit;
    out.push_back('"');
    appendEscaped(out, cut ? bytes.first(cutBefore(bytes, limit)) : bytes);
    append(out, cut ? "\"..." : "\"");
}

std::string escapeBytes(std::span<const std::byte> bytes)
{
    TextBuffer out;
    appendEscaped(out, bytes);
    return fmt::to_string(out);
}

std::string quoteBytes(std::span<const std::byte> bytes, std::size_t limit)
{
    TextBuffer out;
    appendQuoted(out, bytes, limit);
    return fmt::to_string(out);
}

tl::expected<std::vector<std::byte>, ParseError> parseEscapes(std::string_view text)
{
    std::vector<std::byte> bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '\\') {
            bytes.push_back(static_cast<std::byte>(text[i]));
            ++i;
            continue;
        }
        if (i + 1 == text.size())
            return tl::unexpected(ParseError{
                i, 1, CORE_TR("A backslash at the end starts an escape that is missing; write \\\\ for one.")});
        if (text[i + 1] == 'x') {
            const auto high = i + 2 < text.size() ? hexDigit(text[i + 2]) : std::nullopt;
            const auto low = high && i + 3 < text.size() ? hexDigit(text[i + 3]) : std::nullopt;
            if (!low)
                return tl::unexpected(ParseError{i, high ? std::size_t{3} : std::size_t{2},
                                                 CORE_TR("\\x needs exactly two hex digits.")});
            bytes.push_back(static_cast<std::byte>(*high << 4 | *low));
            i += 4;
            continue;
        }
        const auto byte = simpleEscape(text[i + 1]);
        if (!byte)
            return tl::unexpected(ParseError{
                i, 1 + characterLength(text, i + 1),
                CORE_TR("No such escape: known are \\n \\r \\t \\0 \\a \\b \\e \\f \\v \\\\ \\\" and \\xHH.")});
        bytes.push_back(*byte);
        i += 2;
    }
    return bytes;
}

tl::expected<std::vector<std::byte>, ParseError> parseHex(std::string_view text)
{
    constexpr std::string_view kSeparators = " \t\n\r\v\f:,";
    std::vector<std::byte> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size();) {
        if (kSeparators.find(text[i]) != std::string_view::npos) {
            ++i;
            continue;
        }
        if (text[i] == '0' && i + 1 < text.size() && (text[i + 1] == 'x' || text[i + 1] == 'X')) {
            if (i + 2 == text.size() || !hexDigit(text[i + 2]))
                return tl::unexpected(ParseError{i, 2, CORE_TR("Two hex digits must follow 0x.")});
            i += 2;
        }
        const auto high = hexDigit(text[i]);
        if (!high)
            return tl::unexpected(ParseError{i, characterLength(text, i), CORE_TR("This is no hex digit.")});
        if (i + 1 == text.size() || kSeparators.find(text[i + 1]) != std::string_view::npos)
            return tl::unexpected(ParseError{i, 1, CORE_TR("A byte has two hex digits; the second one is missing.")});
        const auto low = hexDigit(text[i + 1]);
        if (!low)
            return tl::unexpected(ParseError{i + 1, characterLength(text, i + 1), CORE_TR("This is no hex digit.")});
        bytes.push_back(static_cast<std::byte>(*high << 4 | *low));
        i += 2;
    }
    return bytes;
}

} // namespace core
