// SPDX-License-Identifier: GPL-3.0-or-later
// The events that pass the filter, as a list of their numbers.
#pragma once

#include "core/event/recording.h"
#include "widgets/log/event_numbers.h"
#include "widgets/log/filter/row_context.h"
#include "widgets/log/log_filter.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace widgets {

/// Holds the numbers of all matching events below nextNumber(), ascending. What is not looked at yet, after a change of
/// the filter or because it has just arrived, is looked at by scan(), always from the front to the back: nothing is
/// lost and nothing moves, whatever arrives meanwhile. What scan() found becomes part of the list with commit(), so
/// that a model can announce its rows in between. One thread.
class LogIndex
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::uint64_t kNoHold = std::numeric_limits<std::uint64_t>::max();

    /// Both must outlive the index.
    LogIndex(const core::Recording& recording, const ConnectionLabels& labels);

    /// For terms that ask for the thread. Call before setFilter().
    void setThreadNames(RowContext::ThreadName names) { m_context.setThreadNames(std::move(names)); }
    /// What the filter knows of events besides the events.
    const core::FilterContext& context() const noexcept { return m_context; }
    /// Empties the list and begins anew at the oldest event.
    void setFilter(const LogFilter& filter);
    void restart();
    const LogFilter& filter() const noexcept { return m_filter; }

    /// Looks at events until none is left, `deadline` has passed, or many wait for commit(). Returns how many wait.
    std::size_t scan(Clock::time_point deadline);
    std::size_t found() const noexcept { return m_found.size(); }
    /// So many wait for commit() (65,536) that to show still more of them at once would take the view too long.
    bool hasFoundMany() const noexcept;
    void commit();
    /// Events from that number on are not looked at until it is called with a larger one.
    void holdFrom(std::uint64_t number) noexcept { m_hold = number; }
    /// scan() has something left to look at.
    bool hasUnseen() const noexcept;
    /// False when scan() or commit() has something left to do.
    bool isComplete() const noexcept;

    /// Rows whose events have a smaller number than that; they are the first ones.
    std::size_t countBefore(std::uint64_t number) const noexcept { return m_numbers.countBefore(number); }
    void dropBefore(std::uint64_t number);

    std::size_t size() const noexcept { return m_numbers.size(); }
    const EventNumbers& numbers() const noexcept { return m_numbers; }
    std::uint64_t numberAt(std::size_t row) const noexcept { return m_numbers.at(row); }
    /// Row of an event; -1 when it is not in the list.
    std::ptrdiff_t rowOf(std::uint64_t number) const noexcept { return m_numbers.find(number); }

private:
    /// Behind the last event to look at.
    std::uint64_t end() const noexcept;

    const core::Recording& m_recording;
    RowContext m_context;
    LogFilter m_filter;
    LogMatcher m_matcher;
    EventNumbers m_numbers;
    std::vector<std::uint64_t> m_found; // by scan(), not yet committed
    std::uint64_t m_next = 0;           // first number not looked at
    std::uint64_t m_hold = kNoHold;
};

} // namespace widgets
