// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the filter language (docs/filter.md).
#pragma once

#include "core/filter/filter_error.h"
#include "core/filter/filter_tree.h"

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>

namespace core {

/// Bytes; a longer text is refused.
inline constexpr std::size_t kMaxFilterLength = 4096;
/// How deep parentheses and `not` may stand in each other.
inline constexpr std::size_t kMaxFilterDepth = 64;

/// A text of nothing but spaces is the filter that everything passes. Any bytes may be given. Any thread.
[[nodiscard]] tl::expected<FilterNode, FilterError> parseFilter(std::string_view text);
/// The filter that looks for the text as it stands, spaces around it left out.
FilterNode wordFilter(std::string_view text);

} // namespace core
