// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written at a place in the text of a filter, and what could be completed there.
#pragma once

#include "core/filter/filter_key.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace core {

/// The word or value that the cursor is in or behind. A plain value.
struct FilterPlace
{
    std::size_t begin = 0; ///< Bytes: what a completion replaces; equal when nothing is written there yet.
    std::size_t end = 0;
    std::optional<FilterKey> key; ///< Its value is being written; none: a key or a word.

    friend bool operator==(const FilterPlace& a, const FilterPlace& b) = default;
};

FilterPlace filterPlaceAt(std::string_view text, std::size_t cursor);
/// The key with the sign that most often follows it: "errno:", "took>".
std::string filterKeyStart(FilterKey key);

} // namespace core
