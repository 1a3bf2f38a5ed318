// SPDX-License-Identifier: GPL-3.0-or-later
// A filter as text again, and the text with one term more.
#pragma once

#include "core/filter/filter_tree.h"

#include <string>
#include <string_view>

namespace core {

/// What parseFilter() reads to the same tree, in one way of writing: "errno:ECONNREFUSED", "took>1.5ms". Empty for the
/// filter that everything passes.
std::string printFilter(const FilterNode& filter);
std::string printTerm(const FilterTerm& term);

/// `text`, a filter, narrowed by a term: it must hold as well, or with `exclude` must not hold.
std::string narrowedFilter(std::string_view text, const FilterTerm& term, bool exclude);

} // namespace core
