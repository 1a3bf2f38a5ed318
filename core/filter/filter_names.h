// SPDX-License-Identifier: GPL-3.0-or-later
// The names that may stand after a key with a fixed list of them, and their numbers.
#pragma once

#include "core/filter/filter_key.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace core {

/// Of errno: stands for every error. No error has this number.
inline constexpr std::int64_t kAnyErrno = -1;

/// Values of the key `is`.
enum class EventMark : std::uint8_t {
    Error,   ///< isTrouble()
    Waiting, ///< A call of CallGroup::Waiting.
};

struct FilterName
{
    std::string name;
    std::int64_t value;
};

/// All names of a key of FilterType::Name, as they are printed; aliases come last. Empty for other keys. Any thread.
std::span<const FilterName> filterNames(FilterKey key);
/// Upper and lower case alike, '-' like '_'; of errno also a number.
std::optional<std::int64_t> filterNameValue(FilterKey key, std::string_view name);
/// The name of a number; the number itself when it has none.
std::string filterNameText(FilterKey key, std::int64_t value);
/// The name that was most likely meant; empty when none is close.
std::string nearestName(FilterKey key, std::string_view name);
/// The same among the keys.
std::string nearestKey(std::string_view name);

} // namespace core
