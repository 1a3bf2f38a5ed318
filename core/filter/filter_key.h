// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the filter language: what of an event a term may ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace core {

enum class FilterKey : std::uint8_t {
    Row, ///< No key: a word or pattern in what the row shows.
    Kind,
    Side,
    Conn,
    Call,
    Errno,
    Is,
    State,
    From,
    To,
    Source,
    Thread,
    Fd,
    Number,
    Result,
    Bytes,
    Took,
    Time,
    Text,
    Hex,
    Count,
};

/// What stands after a key.
enum class FilterType : std::uint8_t {
    Row,      ///< Text; case does not matter.
    Name,     ///< One of a fixed list (filter_names.h), or several with commas between them.
    Label,    ///< A number, several, or a part of a name that is known only while the program runs.
    Number,   ///< A whole number, or several.
    Size,     ///< Bytes, with or without a unit.
    Duration, ///< Nanoseconds, written with a unit.
    Text,     ///< Bytes as text with the escapes of parseEscapes(); ASCII letters match in either case.
    Hex,      ///< Bytes as hex digits.
};

struct FilterKeyInfo
{
    const char* name;
    FilterType type;
    const char* help; ///< One line for CORE_TR; static storage.
};

const FilterKeyInfo& filterKeyInfo(FilterKey key) noexcept;
/// The key of that name, upper and lower case alike.
std::optional<FilterKey> filterKeyOf(std::string_view name) noexcept;
/// True when `<` and its like make sense.
bool isOrdered(FilterType type) noexcept;
/// True when several values may stand with commas between them.
bool takesList(FilterType type) noexcept;

} // namespace core
