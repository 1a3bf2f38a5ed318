// SPDX-License-Identifier: GPL-3.0-or-later
// What an event says to a key, as a number; and as the term that asks for just that.
#pragma once

#include "core/filter/filter_context.h"
#include "core/filter/filter_tree.h"

#include <cstdint>
#include <optional>

namespace core {

/// Nothing when the event has no such value, or the key asks for more than one number. Makes no text.
std::optional<std::int64_t> eventValue(FilterKey key, const Event& event, std::uint64_t number,
                                       const FilterContext& context);

/// The term that this event passes and that asks for its value: "errno:ECONNREFUSED", "took>=41us" (what is measured is
/// hardly ever the same twice). Nothing when the event has no such value.
std::optional<FilterTerm> termOf(FilterKey key, const Event& event, std::uint64_t number, const FilterContext& context);

} // namespace core
