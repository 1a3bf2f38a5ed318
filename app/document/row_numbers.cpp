// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/row_numbers.h"

#include <algorithm>

namespace app {

std::vector<RowRange> rowRanges(const QItemSelection& selection)
{
    std::vector<RowRange> ranges;
    for (const QItemSelectionRange& range : selection)
        ranges.emplace_back(range.top(), range.bottom());
    std::sort(ranges.begin(), ranges.end());
    std::vector<RowRange> merged;
    for (const RowRange& range : ranges) {
        if (!merged.empty() && range.first <= merged.back().second)
            merged.back().second = std::max(merged.back().second, range.second);
        else
            merged.push_back(range);
    }
    return merged;
}

quint64 selectedRowCount(const QItemSelection& selection)
{
    quint64 count = 0;
    for (const RowRange& range : rowRanges(selection))
        count += static_cast<quint64>(range.second - range.first + 1);
    return count;
}

std::vector<std::uint64_t> allNumbers(const widgets::EventNumbers& shown)
{
    return shown.empty() ? std::vector<std::uint64_t>()
                         : numbersOfRows(shown, {{0, static_cast<int>(shown.size()) - 1}});
}

std::vector<std::uint64_t> numbersOfRows(const widgets::EventNumbers& shown, const std::vector<RowRange>& rows)
{
    std::vector<std::uint64_t> numbers;
    for (const RowRange& range : rows) {
        for (int row = range.first; row <= range.second && static_cast<std::size_t>(row) < shown.size(); ++row)
            numbers.push_back(shown.at(static_cast<std::size_t>(row)));
    }
    return numbers;
}

} // namespace app
