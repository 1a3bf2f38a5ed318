// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a filter cut into tokens.
#pragma once

#include "core/filter/filter_tree.h"

#include <cstddef>
#include <string_view>

namespace core {

struct FilterToken
{
    enum class Kind : std::uint8_t {
        End,
        Open,     ///< (
        Close,    ///< )
        And,      ///< and, &&
        Or,       ///< or, ||
        Not,      ///< not, !
        Key,      ///< A name (for ~ alone an empty one) and a comparison; what comes next is its value.
        Word,     ///< Anything up to a space or a parenthesis that closes one outside.
        Quoted,   ///< "…", a backslash before a quote or a backslash.
        Unclosed, ///< A quote to which no second one comes.
        Keyless,  ///< A comparison without a key before it.
    };

    Kind kind = Kind::End;
    std::size_t begin = 0;      ///< Bytes from the start of the text.
    std::size_t end = 0;        ///< Past the last one.
    std::string_view text = {}; ///< Word: all; Quoted, Unclosed: what stands between the quotes; Key: the name.
    Comparison comparison = Comparison::Equal; ///< Of Key.
};

/// Cuts any text, also one that is no filter. Lends views of the text.
class FilterLexer
{
public:
    explicit FilterLexer(std::string_view text) : m_text(text) {}

    /// The next token; after the last one End, again and again.
    FilterToken next();

private:
    void skipSpace();
    FilterToken take(FilterToken::Kind kind, std::size_t length);
    FilterToken takeQuoted();
    FilterToken takeWord();
    bool takeKey(FilterToken& token);

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_valueNext = false; // a key was taken: what comes now is no keyword and has no key
};

/// How many bytes of white space `text` begins with: ASCII, U+00A0 and U+3000, which Japanese input methods write.
std::size_t filterSpaceAt(std::string_view text) noexcept;

} // namespace core
