// SPDX-License-Identifier: GPL-3.0-or-later
// The entries of a context menu that filter on what stands in a row.
#pragma once

#include "core/filter/filter_context.h"
#include "core/filter/filter_tree.h"

#include <QList>
#include <cstdint>
#include <functional>

class QMenu;

namespace widgets {

/// The user chose a term, or with `exclude` its opposite.
using TermChosen = std::function<void(const core::FilterTerm& term, bool exclude)>;

/// For a cell that shows the values of `keys`: two entries for each of them that the event has, and two menus with all
/// its values, so that the keyboard reaches every column.
void addCellFilters(QMenu& menu, const core::Event& event, std::uint64_t number, const core::FilterContext& context,
                    const QList<core::FilterKey>& keys, const TermChosen& chosen);

} // namespace widgets
