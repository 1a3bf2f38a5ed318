// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_lexer.h"

#include "core/filter/ascii_case.h"

#include <algorithm>
#include <array>
#include <optional>

namespace core {
namespace {

using Kind = FilterToken::Kind;

struct Symbol
{
    std::string_view text;
    Comparison comparison;
};

constexpr std::array kComparisons{
    // the longer ones first
    Symbol{"!=", Comparison::NotEqual}, Symbol{"<=", Comparison::LessEqual}, Symbol{">=", Comparison::GreaterEqual},
    Symbol{":", Comparison::Equal},     Symbol{"=", Comparison::Equal},      Symbol{"<", Comparison::Less},
    Symbol{">", Comparison::Greater},   Symbol{"~", Comparison::Matches},
};

const Symbol* comparisonAt(std::string_view text)
{
    const auto* found = std::find_if(kComparisons.begin(), kComparisons.end(),
                                     [text](const Symbol& symbol) { return text.starts_with(symbol.text); });
    return found == kComparisons.end() ? nullptr : found;
}

std::optional<Kind> keywordOf(std::string_view word)
{
    if (equalsAnyCase(word, "and"))
        return Kind::And;
    if (equalsAnyCase(word, "or"))
        return Kind::Or;
    if (equalsAnyCase(word, "not"))
        return Kind::Not;
    return std::nullopt;
}

} // namespace

std::size_t filterSpaceAt(std::string_view text) noexcept
{
    constexpr std::string_view kAsciiSpace = " \t\n\v\f\r";
    std::size_t size = 0;
    while (size < text.size()) {
        const std::string_view rest = text.substr(size);
        if (kAsciiSpace.find(rest.front()) != std::string_view::npos)
            size += 1;
        else if (rest.starts_with("\u00a0"))
            size += std::string_view("\u00a0").size();
        else if (rest.starts_with("\u3000"))
            size += std::string_view("\u3000").size();
        else
            break;
    }
    return size;
}

void FilterLexer::skipSpace()
{
    m_at += filterSpaceAt(m_text.substr(m_at));
}

FilterToken FilterLexer::take(Kind kind, std::size_t length)
{
    FilterToken token;
    token.kind = kind;
    token.begin = m_at;
    m_at += length;
    token.end = m_at;
    token.text = m_text.substr(token.begin, length);
    return token;
}

FilterToken FilterLexer::takeQuoted()
{
    std::size_t end = m_at + 1;
    while (end < m_text.size() && m_text[end] != '"')
        end += m_text[end] == '\\' ? std::size_t{2} : std::size_t{1};
    const bool isClosed = end < m_text.size();
    end = std::min(end, m_text.size());
    const std::size_t begin = m_at;
    FilterToken token = take(isClosed ? Kind::Quoted : Kind::Unclosed, end - begin + (isClosed ? 1 : 0));
    token.text = m_text.substr(begin + 1, end - begin - 1);
    return token;
}

FilterToken FilterLexer::takeWord()
{
    std::size_t open = 0;
    std::size_t end = m_at;
    while (end < m_text.size() && filterSpaceAt(m_text.substr(end)) == 0) {
        const char c = m_text[end];
        if (c == '(') {
            if (!m_valueNext && keywordOf(m_text.substr(m_at, end - m_at)))
                break; // not(…)
            ++open;
        } else if (c == ')') {
            if (open == 0)
                break;
            --open;
        }
        ++end;
    }
    return take(Kind::Word, end - m_at);
}

// Letters and a comparison; spaces may stand between them when the letters are a key.
bool FilterLexer::takeKey(FilterToken& token)
{
    const std::string_view rest = m_text.substr(m_at);
    const auto letters =
        static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), isAsciiLetter) - rest.begin());
    const std::string_view name = rest.substr(0, letters);
    std::size_t size = letters;
    if (filterKeyOf(name))
        size += filterSpaceAt(rest.substr(size));
    const Symbol* symbol = comparisonAt(rest.substr(size));
    if (!symbol)
        return false;
    const bool needsKey = symbol->comparison != Comparison::Matches;
    if (letters == 0 && symbol->comparison == Comparison::Equal)
        return false; // ":8080", "= 0": words
    token = take(letters == 0 && needsKey ? Kind::Keyless : Kind::Key, size + symbol->text.size());
    if (token.kind == Kind::Key) {
        token.text = name;
        token.comparison = symbol->comparison;
    }
    return true;
}

FilterToken FilterLexer::next()
{
    skipSpace();
    const std::string_view rest = m_text.substr(m_at);
    const bool isValue = m_valueNext;
    FilterToken token;
    if (rest.empty())
        return take(Kind::End, 0);
    if (rest.front() == ')') {
        token = take(Kind::Close, 1);
    } else if (rest.front() == '"') {
        token = takeQuoted();
    } else if (isValue) {
        token = takeWord();
    } else if (rest.front() == '(') {
        token = take(Kind::Open, 1);
    } else if (rest.starts_with("&&")) {
        token = take(Kind::And, 2);
    } else if (rest.starts_with("||")) {
        token = take(Kind::Or, 2);
    } else if (rest.front() == '!' && !rest.starts_with("!=")) {
        token = take(Kind::Not, 1);
    } else if (!takeKey(token)) {
        token = takeWord();
        token.kind = keywordOf(token.text).value_or(Kind::Word);
    }
    m_valueNext = token.kind == Kind::Key;
    return token;
}

} // namespace core
