// SPDX-License-Identifier: GPL-3.0-or-later
// Values of keys that are known only while the program runs: what could be completed.
#pragma once

#include "core/filter/filter_key.h"

#include <QList>
#include <QString>

namespace widgets {

/// One value as it is written into a filter, and a word about it; may be empty.
struct FilterValue
{
    QString text;
    QString help = {};

    friend bool operator==(const FilterValue& a, const FilterValue& b) = default;
};

class FilterValues
{
public:
    virtual ~FilterValues() = default;

    /// Those that were seen, the likeliest first; empty: nothing is known of that key. At most some hundred.
    virtual QList<FilterValue> values(core::FilterKey key) const = 0;

protected:
    FilterValues() = default;
    FilterValues(const FilterValues&) = default;
    FilterValues& operator=(const FilterValues&) = default;
};

} // namespace widgets
