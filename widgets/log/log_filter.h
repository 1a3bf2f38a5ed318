// SPDX-License-Identifier: GPL-3.0-or-later
// Which events the log shows.
#pragma once

#include "core/event/event.h"
#include "widgets/log/connection_labels.h"

#include <QString>
#include <array>
#include <cstdint>
#include <string>

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
    QString text = {}; ///< Shown when the text of the row holds it, upper and lower case alike; empty: every row.

    friend bool operator==(const LogFilter& a, const LogFilter& b) = default;
};

/// A filter made ready for many events. Looks labels up in a ConnectionLabels that must outlive it.
class LogMatcher
{
public:
    LogMatcher(const LogFilter& filter, const ConnectionLabels& labels);

    /// The kind is asked for and the text (event, side, errno, connection) is in the row.
    bool matches(const core::Event& event, std::uint64_t number) const;
    /// True when only kinds are looked at: a million events in some milliseconds.
    bool isCheap() const noexcept { return m_needle.empty(); }

private:
    bool hasKind(const core::Event& event) const;
    bool hasText(const core::Event& event, std::uint64_t number) const;
    void fold(std::string& text) const;

    LogFilter m_filter;
    const ConnectionLabels* m_labels;
    std::string m_needle; // folded
    bool m_ascii = true;  // the needle is: case is folded byte by byte
    std::array<std::string, 2> m_sides;
};

} // namespace widgets
