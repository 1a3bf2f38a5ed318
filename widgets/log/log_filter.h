// SPDX-License-Identifier: GPL-3.0-or-later
// Which events the log shows.
#pragma once

#include "core/event/event.h"
#include "core/filter/filter_matcher.h"

#include <QString>
#include <cstdint>

namespace widgets {

/// What the user asked to see. A plain value.
struct LogFilter
{
    bool calls = true; ///< Calls on the sockets that the user watches.
    bool states = true;
    bool packets = true; ///< Captured by the kernel.
    bool messages = true;
    bool notes = true;
    bool waitingCalls = false;         ///< The program's own waiting: epoll_wait(2), eventfd(2) and their like.
    core::ConnectionId connection = 0; ///< Only events of this one; 0: of all, and those of none.
    /// In the filter language (docs/filter.md); empty: every row. What is none is looked for as it stands.
    QString text = {};

    friend bool operator==(const LogFilter& a, const LogFilter& b) = default;
};

/// A filter made ready for many events.
class LogMatcher
{
public:
    explicit LogMatcher(const LogFilter& filter);

    bool matches(const core::Event& event, std::uint64_t number, const core::FilterContext& context);
    /// How many events take some microseconds, so that a slice of time ends when it should.
    std::uint64_t eventsAtOnce() const noexcept;

private:
    bool hasKind(const core::Event& event) const;

    LogFilter m_filter;
    core::FilterMatcher m_matcher;
};

} // namespace widgets
