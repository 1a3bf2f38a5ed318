// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_print.h"

#include "core/filter/filter_lexer.h"
#include "core/filter/filter_names.h"
#include "core/filter/filter_parser.h"
#include "core/filter/filter_quantity.h"
#include "core/text/bytes_text.h"

#include <cstddef>
#include <span>

namespace core {
namespace {

std::string_view symbolOf(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Equal:
        return ":";
    case Comparison::NotEqual:
        return "!=";
    case Comparison::Less:
        return "<";
    case Comparison::LessEqual:
        return "<=";
    case Comparison::Greater:
        return ">";
    case Comparison::GreaterEqual:
        return ">=";
    case Comparison::Matches:
        return "~";
    }
    return ":";
}

/// Read back as one word of its own.
bool isPlainWord(std::string_view text)
{
    FilterLexer lexer(text);
    const FilterToken token = lexer.next();
    return token.kind == FilterToken::Kind::Word && token.text == text;
}

/// The same after a key.
bool isPlainValue(std::string_view text)
{
    const std::string written = "~" + std::string(text);
    FilterLexer lexer(written);
    lexer.next();
    const FilterToken token = lexer.next();
    return token.kind == FilterToken::Kind::Word && token.text == text;
}

std::string quoted(std::string_view text, std::string_view escaped)
{
    std::string result = "\"";
    for (const char c : text) {
        if (escaped.find(c) != std::string_view::npos)
            result += '\\';
        result += c;
    }
    return result += '"';
}

std::string numberText(FilterKey key, std::int64_t number)
{
    switch (filterKeyInfo(key).type) {
    case FilterType::Name:
        return filterNameText(key, number);
    case FilterType::Size:
        return quantityOfSize(number);
    case FilterType::Duration:
        return quantityOfDuration(number);
    default:
        return std::to_string(number);
    }
}

std::string numbersText(const FilterTerm& term)
{
    std::string list;
    for (const std::int64_t number : term.numbers)
        list += (list.empty() ? "" : ",") + numberText(term.key, number);
    return list;
}

std::string hexDigits(std::string_view bytes)
{
    std::string digits = hexBytes(std::as_bytes(std::span(bytes)));
    std::erase(digits, ' ');
    return digits;
}

std::string valueText(const FilterTerm& term)
{
    // A pattern keeps its backslashes; of a quote alone one goes away when it is read.
    if (term.comparison == Comparison::Matches) {
        const bool isPlain = isPlainValue(term.text) && term.text.find('"') == std::string::npos;
        return isPlain ? term.text : quoted(term.text, "\"");
    }
    switch (filterKeyInfo(term.key).type) {
    case FilterType::Row:
        return isPlainWord(term.text) ? term.text : quoted(term.text, "\"\\");
    case FilterType::Label:
        return term.numbers.empty() ? quoted(term.text, "\"\\") : numbersText(term);
    case FilterType::Text:
        return '"' + escapeBytes(std::as_bytes(std::span(term.text))) + '"';
    case FilterType::Hex:
        return hexDigits(term.text);
    default:
        return numbersText(term);
    }
}

bool isGroup(const FilterNode& node)
{
    return node.kind == FilterNode::Kind::And || node.kind == FilterNode::Kind::Or;
}

std::string partText(const FilterNode& part, bool parentheses)
{
    return parentheses ? '(' + printFilter(part) + ')' : printFilter(part);
}

} // namespace

std::string printTerm(const FilterTerm& term)
{
    if (term.key == FilterKey::Row && term.comparison != Comparison::Matches)
        return valueText(term);
    return std::string(filterKeyInfo(term.key).name).append(symbolOf(term.comparison)).append(valueText(term));
}

std::string printFilter(const FilterNode& filter)
{
    std::string text;
    switch (filter.kind) {
    case FilterNode::Kind::Term:
        return printTerm(filter.term);
    case FilterNode::Kind::Not:
        return "not " + partText(filter.parts.front(), isGroup(filter.parts.front()));
    case FilterNode::Kind::And:
        for (const FilterNode& part : filter.parts)
            text += (text.empty() ? "" : " ") + partText(part, part.kind == FilterNode::Kind::Or);
        break;
    case FilterNode::Kind::Or:
        for (const FilterNode& part : filter.parts)
            text += (text.empty() ? "" : " or ") + partText(part, false);
        break;
    }
    return text;
}

std::string narrowedFilter(std::string_view text, const FilterTerm& term, bool exclude)
{
    std::string added = (exclude ? "not " : "") + printTerm(term);
    const auto filter = parseFilter(text);
    if (!filter || *filter == FilterNode{})
        return added;
    // What the user wrote stays as it is written.
    const std::string before(text);
    return (filter->kind == FilterNode::Kind::Or ? '(' + before + ')' : before) + ' ' + added;
}

} // namespace core
