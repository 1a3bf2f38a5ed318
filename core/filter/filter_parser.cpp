// SPDX-License-Identifier: GPL-3.0-or-later
// A parser by recursive descent, as deep as kMaxFilterDepth.
#include "core/filter/filter_parser.h"

#include "core/filter/filter_lexer.h"
#include "core/filter/filter_names.h"
#include "core/filter/filter_value.h"
#include "core/text/translatable.h"

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace core {
namespace {

using Kind = FilterToken::Kind;
using Parsed = tl::expected<FilterNode, FilterError>;

FilterError errorAt(const FilterToken& token, const char* message, std::string expected = {})
{
    return {token.begin, token.end - token.begin, message, std::string(token.text), std::move(expected)};
}

/// Parts of the same kind become parts of the whole, so that "a b c" is one level and prints as it was read.
FilterNode joined(FilterNode::Kind kind, std::vector<FilterNode> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    FilterNode node;
    node.kind = kind;
    for (FilterNode& part : parts) {
        if (part.kind == kind)
            std::move(part.parts.begin(), part.parts.end(), std::back_inserter(node.parts));
        else
            node.parts.push_back(std::move(part));
    }
    return node;
}

class Parser
{
public:
    explicit Parser(std::string_view text) : m_lexer(text) { advance(); }

    Parsed parseAll()
    {
        if (m_token.kind == Kind::End)
            return FilterNode{};
        Parsed node = parseOr(0);
        if (!node || m_token.kind == Kind::End)
            return node;
        return fail(CORE_TR("There is no \"(\" to which this \")\" belongs."));
    }

private:
    void advance()
    {
        m_before = m_token;
        m_token = m_lexer.next();
    }

    tl::unexpected<FilterError> fail(const char* message) const { return tl::unexpected(errorAt(m_token, message)); }

    Parsed parseOr(std::size_t depth)
    {
        std::vector<FilterNode> parts;
        do {
            if (!parts.empty())
                advance();
            Parsed part = parseAnd(depth);
            if (!part)
                return part;
            parts.push_back(std::move(*part));
        } while (m_token.kind == Kind::Or);
        return joined(FilterNode::Kind::Or, std::move(parts));
    }

    Parsed parseAnd(std::size_t depth)
    {
        std::vector<FilterNode> parts;
        do {
            if (m_token.kind == Kind::And && !parts.empty())
                advance();
            Parsed part = parseNot(depth);
            if (!part)
                return part;
            parts.push_back(std::move(*part));
        } while (m_token.kind != Kind::End && m_token.kind != Kind::Close && m_token.kind != Kind::Or);
        return joined(FilterNode::Kind::And, std::move(parts));
    }

    Parsed parseNot(std::size_t depth)
    {
        if (depth > kMaxFilterDepth)
            return fail(CORE_TR("The filter is nested too deep here."));
        if (m_token.kind == Kind::Not) {
            advance();
            Parsed part = parseNot(depth + 1);
            if (!part)
                return part;
            FilterNode node;
            node.kind = FilterNode::Kind::Not;
            node.parts.push_back(std::move(*part));
            return node;
        }
        return m_token.kind == Kind::Open ? parseGroup(depth) : parseTerm();
    }

    Parsed parseGroup(std::size_t depth)
    {
        const FilterToken open = m_token;
        advance();
        Parsed node = parseOr(depth + 1);
        if (!node)
            return node;
        if (m_token.kind != Kind::Close)
            return tl::unexpected(errorAt(open, CORE_TR("This \"(\" is never closed."), ")"));
        advance();
        return node;
    }

    Parsed parseTerm()
    {
        switch (m_token.kind) {
        case Kind::Key:
            return parseKey();
        case Kind::Word:
        case Kind::Quoted:
            return parseValue(FilterKey::Row, Comparison::Equal);
        case Kind::Unclosed:
            return fail(CORE_TR("This quote is never closed."));
        case Kind::Keyless:
            return fail(CORE_TR("A comparison needs a key before it, as in bytes>1000. Text goes into quotes."));
        case Kind::Close:
            if (m_before.kind == Kind::End) // it is the first
                return fail(CORE_TR("There is no \"(\" to which this \")\" belongs."));
            [[fallthrough]];
        default:
            return tl::unexpected(missing(CORE_TR("Something to search for is missing here.")));
        }
    }

    /// At the end of what stands before, where the user would go on writing.
    FilterError missing(const char* message, std::string expected = {}) const
    {
        if (m_token.kind != Kind::End)
            return errorAt(m_token, message, std::move(expected));
        return {m_before.end, 0, message, {}, std::move(expected)};
    }

    Parsed parseKey()
    {
        const FilterToken name = m_token;
        const auto key = name.text.empty() ? FilterKey::Row : filterKeyOf(name.text);
        if (!key) {
            FilterError error = errorAt(
                name, CORE_TR("There is no key \"%1\". To search for text with such a sign, put it into quotes."),
                nearestKey(name.text));
            error.length = name.text.size();
            return tl::unexpected(std::move(error));
        }
        if (!isComparable(*key, name.comparison))
            return fail(name.comparison == Comparison::Matches
                            ? CORE_TR("\"%1\" is no text: a regular expression cannot be used here.")
                            : CORE_TR("\"%1\" has no order: only : and != can be used here."));
        advance();
        switch (m_token.kind) {
        case Kind::Word:
        case Kind::Quoted:
            return parseValue(*key, name.comparison);
        case Kind::Unclosed:
            return fail(CORE_TR("This quote is never closed."));
        default:
            return tl::unexpected(missing(CORE_TR("A value is missing here."), expectedValues(*key)));
        }
    }

    Parsed parseValue(FilterKey key, Comparison comparison)
    {
        auto term = parseFilterValue(key, comparison, m_token);
        if (!term)
            return tl::unexpected(std::move(term.error()));
        advance();
        FilterNode node;
        node.kind = FilterNode::Kind::Term;
        node.term = std::move(*term);
        return node;
    }

    FilterLexer m_lexer;
    FilterToken m_token;
    FilterToken m_before; // Kind::End before the first
};

std::string_view trimmed(std::string_view text)
{
    text.remove_prefix(filterSpaceAt(text));
    std::size_t end = 0; // past the last byte that is no space
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = filterSpaceAt(text.substr(at));
        at += space == 0 ? 1 : space;
        if (space == 0)
            end = at;
    }
    return text.substr(0, end);
}

} // namespace

tl::expected<FilterNode, FilterError> parseFilter(std::string_view text)
{
    if (text.size() > kMaxFilterLength)
        return tl::unexpected(
            FilterError{kMaxFilterLength, text.size() - kMaxFilterLength, CORE_TR("The filter is too long."), {}, {}});
    return Parser(text).parseAll();
}

FilterNode wordFilter(std::string_view text)
{
    FilterNode node;
    const std::string_view word = trimmed(text);
    if (word.empty())
        return node;
    node.kind = FilterNode::Kind::Term;
    node.term.text = word;
    return node;
}

} // namespace core
