// SPDX-License-Identifier: GPL-3.0-or-later
// A ladder's items, to compare them.
#pragma once

#include "tests/widgets/wire/wire_events.h"
#include "widgets/wire/ladder_layout.h"

#include <QMetaType>
#include <vector>

namespace wire_test {

inline void addAll(widgets::LadderLayout& ladder, const std::vector<core::Event>& events, std::uint64_t first = 1)
{
    for (std::size_t i = 0; i < events.size(); ++i)
        ladder.add(first + i, events[i]);
}

inline std::vector<widgets::LadderItem> items(const widgets::LadderLayout& ladder)
{
    std::vector<widgets::LadderItem> result;
    for (std::size_t i = 0; i < ladder.size(); ++i)
        result.push_back(ladder.at(i));
    return result;
}

} // namespace wire_test
