// SPDX-License-Identifier: GPL-3.0-or-later
// A filter that was read: terms below and, or and not.
#pragma once

#include "core/filter/filter_key.h"

#include <cstdint>
#include <string>
#include <vector>

namespace core {

enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Matches };

/// One question about an event. A plain value. Which of `numbers` and `text` counts follows from the type of the key;
/// with Comparison::Matches it is `text`, a regular expression in the syntax of RE2.
struct FilterTerm
{
    FilterKey key = FilterKey::Row;
    Comparison comparison = Comparison::Equal;
    std::vector<std::int64_t> numbers = {}; ///< Names as their numbers, nanoseconds, bytes; any of them is enough.
    std::string text = {};                  ///< Words in UTF-8, or the bytes that are looked for.

    friend bool operator==(const FilterTerm& a, const FilterTerm& b) = default;
};

/// A tree that the parser keeps shallow (kMaxFilterDepth). A plain value.
struct FilterNode
{
    enum class Kind : std::uint8_t {
        Term,
        Not, ///< Of the only part.
        And, ///< Of all parts; without any: everything.
        Or,
    };

    Kind kind = Kind::And;
    FilterTerm term = {};               ///< Of Kind::Term.
    std::vector<FilterNode> parts = {}; ///< Of the others.

    friend bool operator==(const FilterNode& a, const FilterNode& b) = default;
};

} // namespace core
