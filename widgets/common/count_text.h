// SPDX-License-Identifier: GPL-3.0-or-later
// Counts in the sentences of the window.
#pragma once

#include <QString>
#include <cstdint>

namespace widgets {

/// The count with the digits and separators of the user's locale.
QString countText(std::uint64_t count);
/// "1 byte", "2,000 bytes".
QString byteCountText(std::uint64_t bytes);
/// The number that chooses the plural form, for counts of any size: tr("%1 event(s)", nullptr,
/// pluralOf(events)).arg(countText(events)). A count that is no int has the form of its last six digits.
constexpr int pluralOf(std::uint64_t count)
{
    constexpr std::uint64_t kMillion = 1'000'000;
    return static_cast<int>(count < kMillion ? count : kMillion + count % kMillion);
}

} // namespace widgets
