// SPDX-License-Identifier: GPL-3.0-or-later
// The event numbers of rows, for an export: cheap to ask for on the GUI thread, worked out on another.
#pragma once

#include "widgets/log/event_numbers.h"

#include <QItemSelection>
#include <cstdint>
#include <utility>
#include <vector>

namespace app {

/// First and last row.
using RowRange = std::pair<int, int>;

/// Ascending; none overlaps another.
std::vector<RowRange> rowRanges(const QItemSelection& selection);
quint64 selectedRowCount(const QItemSelection& selection);

/// Ascending. Any thread.
std::vector<std::uint64_t> allNumbers(const widgets::EventNumbers& shown);
std::vector<std::uint64_t> numbersOfRows(const widgets::EventNumbers& shown, const std::vector<RowRange>& rows);

} // namespace app
