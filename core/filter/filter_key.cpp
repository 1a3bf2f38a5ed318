// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_key.h"

#include "core/filter/ascii_case.h"
#include "core/text/translatable.h"

#include <array>

namespace core {
namespace {

constexpr std::array kKeys{
    FilterKeyInfo{"", FilterType::Row, CORE_TR("Text in the row")},
    FilterKeyInfo{"kind", FilterType::Name, CORE_TR("What the event is: call, state, message, packet or note")},
    FilterKeyInfo{"side", FilterType::Name, CORE_TR("Whose event it is: server or client")},
    FilterKeyInfo{"conn", FilterType::Label, CORE_TR("Connection, by its number or a part of its label; 0: none")},
    FilterKeyInfo{"call", FilterType::Name, CORE_TR("Name of the system call")},
    FilterKeyInfo{"errno", FilterType::Name, CORE_TR("Name or number of the error; any; none")},
    FilterKeyInfo{"is", FilterType::Name, CORE_TR("error: marked with a cross; waiting: the program's own waiting")},
    FilterKeyInfo{"state", FilterType::Name, CORE_TR("TCP state that is entered or left")},
    FilterKeyInfo{"from", FilterType::Name, CORE_TR("TCP state that is left")},
    FilterKeyInfo{"to", FilterType::Name, CORE_TR("TCP state that is entered")},
    FilterKeyInfo{"source", FilterType::Name, CORE_TR("Where it is known from: call, kernel, sampled or inferred")},
    FilterKeyInfo{"thread", FilterType::Label, CORE_TR("Thread that made the call, by a part of its name")},
    FilterKeyInfo{"fd", FilterType::Number, CORE_TR("File descriptor")},
    FilterKeyInfo{"number", FilterType::Number, CORE_TR("Number of the event")},
    FilterKeyInfo{"result", FilterType::Number, CORE_TR("What the call returned")},
    FilterKeyInfo{"bytes", FilterType::Size, CORE_TR("Bytes that were sent or received")},
    FilterKeyInfo{"took", FilterType::Duration, CORE_TR("How long the call took")},
    FilterKeyInfo{"time", FilterType::Duration, CORE_TR("Time since the first event")},
    FilterKeyInfo{"text", FilterType::Text, CORE_TR("Text in all bytes of the event")},
    FilterKeyInfo{"hex", FilterType::Hex, CORE_TR("Bytes in all bytes of the event")},
};
static_assert(kKeys.size() == static_cast<std::size_t>(FilterKey::Count), "a FilterKey has no row");

} // namespace

const FilterKeyInfo& filterKeyInfo(FilterKey key) noexcept
{
    return kKeys[static_cast<std::size_t>(key)];
}

std::optional<FilterKey> filterKeyOf(std::string_view name) noexcept
{
    for (std::size_t i = 1; i < kKeys.size(); ++i) {
        if (equalsAnyCase(name, kKeys[i].name))
            return static_cast<FilterKey>(i);
    }
    return std::nullopt;
}

bool isOrdered(FilterType type) noexcept
{
    return type == FilterType::Number || type == FilterType::Size || type == FilterType::Duration ||
           type == FilterType::Label;
}

bool takesList(FilterType type) noexcept
{
    return type == FilterType::Name || type == FilterType::Number || type == FilterType::Label;
}

} // namespace core
