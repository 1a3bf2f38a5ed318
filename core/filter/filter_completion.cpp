// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_completion.h"

#include "core/filter/ascii_case.h"
#include "core/filter/filter_lexer.h"

#include <algorithm>

namespace core {
namespace {

/// Goes on when something is written right behind it. A keyword may still become a word.
bool isWritten(const FilterToken& token)
{
    switch (token.kind) {
    case FilterToken::Kind::Word:
    case FilterToken::Kind::Quoted:
    case FilterToken::Kind::Unclosed:
        return true;
    case FilterToken::Kind::And:
    case FilterToken::Kind::Or:
    case FilterToken::Kind::Not:
        return isAsciiLetter(token.text.front());
    default:
        return false;
    }
}

} // namespace

FilterPlace filterPlaceAt(std::string_view text, std::size_t cursor)
{
    FilterLexer lexer(text);
    std::optional<FilterKey> key; // of the token before
    while (true) {
        const FilterToken token = lexer.next();
        if (token.kind == FilterToken::Kind::End || token.begin >= cursor)
            return {cursor, cursor, key};
        if (cursor < token.end || (cursor == token.end && isWritten(token))) {
            FilterPlace place{token.begin, token.end, key};
            if (key && takesList(filterKeyInfo(*key).type)) { // one of several values
                const std::size_t comma = text.substr(token.begin, cursor - token.begin).rfind(',');
                place.begin += comma == std::string_view::npos ? 0 : comma + 1;
                place.end = std::min(place.end, text.find(',', cursor));
            }
            return place;
        }
        key = token.kind == FilterToken::Kind::Key ? filterKeyOf(token.text) : std::nullopt;
    }
}

std::string filterKeyStart(FilterKey key)
{
    const FilterKeyInfo& info = filterKeyInfo(key);
    const bool isMeasured = info.type == FilterType::Size || info.type == FilterType::Duration;
    return std::string(info.name) + (isMeasured ? '>' : ':');
}

} // namespace core
