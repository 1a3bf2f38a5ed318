// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter must know besides the event itself.
#pragma once

#include "core/event/event.h"

#include <cstdint>
#include <string>

namespace core {

/// Asked only by terms that need the answer, at most once an event each. Here: what is known without a window.
class FilterContext
{
public:
    FilterContext() = default;
    FilterContext(const FilterContext&) = delete;
    FilterContext& operator=(const FilterContext&) = delete;
    virtual ~FilterContext() = default;

    /// Appends what words are looked for in: all that the row shows. Parts that no word may span have a line feed
    /// between them. Here: the text of the event, its side, its errno.
    virtual void appendRow(std::string& out, const Event& event, std::uint64_t number) const;
    /// "54321 → 8080"; empty: none.
    virtual std::string connectionLabel(const Event& event, std::uint64_t number) const;
    /// Name of Event::thread; empty: none.
    virtual std::string threadName(std::uint16_t thread) const;
    /// CLOCK_MONOTONIC of the moment from which `time` counts.
    virtual std::int64_t originNs() const { return 0; }
};

/// What stands between two parts of a row.
inline constexpr char kRowSeparator = '\n';

} // namespace core
