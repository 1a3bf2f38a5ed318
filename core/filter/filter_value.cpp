// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_value.h"

#include "core/filter/ascii_case.h"
#include "core/filter/filter_names.h"
#include "core/filter/filter_pattern.h"
#include "core/filter/filter_quantity.h"
#include "core/text/bytes_text.h"
#include "core/text/translatable.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace core {
namespace {

using Problem = tl::unexpected<FilterError>;
using Bytes = tl::expected<std::vector<std::byte>, ParseError>;

/// Where the text of a value begins.
std::size_t textBegin(const FilterToken& value)
{
    return value.begin + (value.kind == FilterToken::Kind::Quoted ? 1 : 0);
}

Problem problem(std::size_t position, std::string_view text, const char* message, std::string expected = {})
{
    return Problem(FilterError{position, text.size(), message, std::string(text), std::move(expected)});
}

/// A backslash and a quote become a quote, with `backslashes` two backslashes one; every other backslash stays.
std::string unquoted(std::string_view text, bool backslashes)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            const char next = text[i + 1];
            if (next != '"' && !(next == '\\' && backslashes))
                result += '\\';
            if (next == '"' || next == '\\') {
                result += next;
                ++i;
            }
            continue;
        }
        result += text[i];
    }
    return result;
}

std::string wordsOf(const FilterToken& value)
{
    return value.kind == FilterToken::Kind::Quoted ? unquoted(value.text, true) : std::string(value.text);
}

using ReadNumber = std::function<tl::expected<std::int64_t, QuantityProblem>(std::string_view)>;

QuantityProblem noSuchName(FilterKey key)
{
    switch (key) {
    case FilterKey::Call:
        return CORE_TR("There is no call \"%1\".");
    case FilterKey::Errno:
        return CORE_TR("There is no errno \"%1\".");
    case FilterKey::State:
    case FilterKey::From:
    case FilterKey::To:
        return CORE_TR("There is no TCP state \"%1\".");
    default:
        return CORE_TR("\"%1\" is no value of this key.");
    }
}

tl::expected<std::int64_t, QuantityProblem> readName(FilterKey key, std::string_view text)
{
    if (const auto known = filterNameValue(key, text))
        return *known;
    return tl::unexpected(noSuchName(key));
}

/// One number, or several with commas between them.
tl::expected<FilterTerm, FilterError> parseNumbers(FilterTerm term, const FilterToken& value, const ReadNumber& read)
{
    const bool list = takesList(filterKeyInfo(term.key).type) &&
                      (term.comparison == Comparison::Equal || term.comparison == Comparison::NotEqual);
    std::size_t begin = 0;
    while (true) {
        const std::size_t comma = list ? value.text.find(',', begin) : std::string_view::npos;
        const std::string_view item = value.text.substr(begin, comma - begin);
        const std::size_t position = textBegin(value) + begin;
        if (item.empty())
            return problem(position, item, CORE_TR("A value is missing here."), expectedValues(term.key));
        const auto number = read(item);
        if (!number) {
            std::string near = nearestName(term.key, item);
            return problem(position, item, number.error(), near.empty() ? expectedValues(term.key) : std::move(near));
        }
        term.numbers.push_back(*number);
        if (comma == std::string_view::npos)
            return term;
        begin = comma + 1;
    }
}

tl::expected<FilterTerm, FilterError> parseBytes(FilterTerm term, const FilterToken& value, const Bytes& bytes)
{
    if (!bytes) {
        const ParseError& error = bytes.error();
        const std::string_view wrong = value.text.substr(std::min(error.position, value.text.size()), error.length);
        return problem(textBegin(value) + error.position, wrong, error.reason);
    }
    std::transform(bytes->begin(), bytes->end(), std::back_inserter(term.text),
                   [](std::byte byte) { return static_cast<char>(byte); });
    return term;
}

tl::expected<FilterTerm, FilterError> parsePattern(FilterTerm term, const FilterToken& value)
{
    term.text = unquoted(value.text, false);
    const bool isBytes = filterKeyInfo(term.key).type == FilterType::Text;
    const auto pattern = FilterPattern::make(term.text, FilterPattern::Kind::Expression,
                                             isBytes ? FilterPattern::Subject::Bytes : FilterPattern::Subject::Words);
    if (pattern)
        return term;
    FilterError error{
        textBegin(value), value.text.size(), CORE_TR("The regular expression is not valid: %1."), pattern.error(), {}};
    return Problem(std::move(error));
}

tl::expected<FilterTerm, FilterError> parseWords(FilterTerm term, const FilterToken& value)
{
    term.text = wordsOf(value);
    if (!isAscii(term.text) &&
        !FilterPattern::make(term.text, FilterPattern::Kind::Literal, FilterPattern::Subject::Words))
        return problem(textBegin(value), value.text, CORE_TR("This text is not valid UTF-8."));
    return term;
}

bool isNumberList(const FilterToken& value)
{
    return value.kind == FilterToken::Kind::Word &&
           value.text.find_first_not_of("0123456789,") == std::string_view::npos;
}

} // namespace

bool isComparable(FilterKey key, Comparison comparison) noexcept
{
    const FilterType type = filterKeyInfo(key).type;
    switch (comparison) {
    case Comparison::Equal:
    case Comparison::NotEqual:
        return true;
    case Comparison::Matches:
        return type == FilterType::Row || type == FilterType::Name || type == FilterType::Label ||
               type == FilterType::Text;
    default:
        return isOrdered(type);
    }
}

tl::expected<FilterTerm, FilterError> parseFilterValue(FilterKey key, Comparison comparison, const FilterToken& value)
{
    FilterTerm term;
    term.key = key;
    term.comparison = comparison;
    if (value.text.empty())
        return problem(value.begin, R"("")", CORE_TR("There is nothing between the quotes."));
    if (comparison == Comparison::Matches)
        return parsePattern(std::move(term), value);
    switch (filterKeyInfo(key).type) {
    case FilterType::Row:
        return parseWords(std::move(term), value);
    case FilterType::Label:
        if (comparison != Comparison::Equal && comparison != Comparison::NotEqual)
            return parseNumbers(std::move(term), value, parseWhole);
        return isNumberList(value) ? parseNumbers(std::move(term), value, parseWhole)
                                   : parseWords(std::move(term), value);
    case FilterType::Name:
        return parseNumbers(std::move(term), value, [key](std::string_view text) { return readName(key, text); });
    case FilterType::Number:
        return parseNumbers(std::move(term), value, parseWhole);
    case FilterType::Size:
        return parseNumbers(std::move(term), value, parseSize);
    case FilterType::Duration:
        return parseNumbers(std::move(term), value,
                            [key](std::string_view text) { return parseDuration(text, key == FilterKey::Time); });
    case FilterType::Text:
        return parseBytes(std::move(term), value, parseEscapes(value.text));
    case FilterType::Hex: {
        const Bytes bytes = parseHex(value.text);
        if (bytes && bytes->empty())
            return problem(textBegin(value), value.text, CORE_TR("A value is missing here."), expectedValues(key));
        return parseBytes(std::move(term), value, bytes);
    }
    }
    return term;
}

std::string expectedValues(FilterKey key)
{
    switch (filterKeyInfo(key).type) {
    case FilterType::Name: {
        constexpr std::size_t kMostNames = 12;
        std::string list;
        const auto names = filterNames(key);
        for (const FilterName& name : names.first(std::min(names.size(), kMostNames)))
            list += (list.empty() ? "" : ", ") + name.name;
        return names.size() > kMostNames ? list + ", …" : list;
    }
    case FilterType::Label:
    case FilterType::Number:
        return "7";
    case FilterType::Size:
        return "1000, 64KiB, 1MB";
    case FilterType::Duration:
        return key == FilterKey::Time ? "1.5, 1.5s, 200ms" : "41us, 1.5ms, 2s";
    case FilterType::Text:
        return R"("GET /")";
    case FilterType::Hex:
        return "00ff1b";
    case FilterType::Row:
        break;
    }
    return {};
}

} // namespace core
