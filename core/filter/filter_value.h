// SPDX-License-Identifier: GPL-3.0-or-later
// The value of one term: read by the type of its key. Internal to core/filter.
#pragma once

#include "core/filter/filter_error.h"
#include "core/filter/filter_lexer.h"
#include "core/filter/filter_tree.h"

#include <string>
#include <tl/expected.hpp>

namespace core {

/// True when the comparison makes sense for the key.
bool isComparable(FilterKey key, Comparison comparison) noexcept;
/// The term of a key, a comparison that it allows, and a value (Kind::Word or Kind::Quoted).
tl::expected<FilterTerm, FilterError> parseFilterValue(FilterKey key, Comparison comparison, const FilterToken& value);
/// What may stand after a key, for an error; names with commas between them, or an example.
std::string expectedValues(FilterKey key);

} // namespace core
