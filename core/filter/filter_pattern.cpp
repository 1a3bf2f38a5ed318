// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_pattern.h"

#include "core/filter/ascii_case.h"
#include "core/text/utf8.h"

#include <re2/re2.h>
#include <span>
#include <string>
#include <utility>

namespace core {

namespace {

bool isUtf8(std::string_view text)
{
    auto rest = std::as_bytes(std::span(text));
    while (!rest.empty()) {
        const std::size_t length = firstCharacter(rest).length;
        if (length == 0)
            return false;
        rest = rest.subspan(length);
    }
    return true;
}

/// Bytes that are no characters, as an expression of bytes: letters of ASCII in both cases, every other byte as it is.
std::string bytesExpression(std::string_view text, bool bothCases)
{
    std::string expression;
    for (const char byte : text) {
        if (bothCases && isAsciiLetter(byte))
            expression += {'[', foldAscii(byte), static_cast<char>(foldAscii(byte) - 'a' + 'A'), ']'};
        else
            expression += re2::RE2::QuoteMeta(re2::StringPiece(&byte, 1));
    }
    return expression;
}

} // namespace

tl::expected<FilterPattern, std::string> FilterPattern::make(std::string_view text, Kind kind, Subject subject,
                                                             Case letters)
{
    re2::RE2::Options options;
    // Characters of other alphabets are characters in bytes, too: with one byte a character RE2 would take the bytes of
    // UTF-8 for letters of Latin-1, which have other cases.
    const bool isCharacters = subject == Subject::Words || (!isAscii(text) && isUtf8(text));
    const bool isOtherBytes = !isCharacters && !isAscii(text) && kind == Kind::Literal;
    const std::string bytes = isOtherBytes ? bytesExpression(text, letters == Case::Ignored) : std::string();
    if (isOtherBytes)
        text = bytes;
    options.set_encoding(isCharacters ? re2::RE2::Options::EncodingUTF8 : re2::RE2::Options::EncodingLatin1);
    options.set_literal(kind == Kind::Literal && !isOtherBytes);
    options.set_case_sensitive(letters == Case::Matched || isOtherBytes);
    options.set_dot_nl(subject == Subject::Bytes);
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    auto expression = std::make_unique<re2::RE2>(re2::StringPiece(text.data(), text.size()), options);
    if (!expression->ok())
        return tl::unexpected(expression->error());
    return FilterPattern(std::move(expression));
}

FilterPattern::FilterPattern(std::unique_ptr<re2::RE2> expression) : m_expression(std::move(expression)) {}
FilterPattern::FilterPattern(FilterPattern&&) noexcept = default;
FilterPattern& FilterPattern::operator=(FilterPattern&&) noexcept = default;
FilterPattern::~FilterPattern() = default;

bool FilterPattern::isIn(std::string_view text) const
{
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *m_expression);
}

std::optional<FilterPattern::Part> FilterPattern::find(std::string_view text, std::size_t from) const
{
    const re2::StringPiece whole(text.data(), text.size());
    for (re2::StringPiece part; from < text.size(); ++from) {
        if (!m_expression->Match(whole, from, whole.size(), re2::RE2::UNANCHORED, &part, 1))
            return std::nullopt;
        from = static_cast<std::size_t>(part.data() - whole.data());
        if (!part.empty())
            return Part{from, part.size()};
    }
    return std::nullopt;
}

} // namespace core
