// SPDX-License-Identifier: GPL-3.0-or-later
// Where each event stands on the wire: from events to positions in time order. Plain data, no widget, no text.
#pragma once

#include "core/event/event.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace widgets {

enum class LadderKind : std::uint8_t {
    Call,    ///< Outside at its side, with a dot on the lifeline.
    State,   ///< A badge at the lifeline: what the end changed to.
    Message, ///< Bytes that the user or the peer sent, outside at its side.
    Note,    ///< A remark of the program, outside at its side.
    Packet,  ///< A captured segment: an arrow from the end of its sender, `side`, to the other end.
    Gap,     ///< Time in which nothing happened, folded. No event of its own.
};

/// True for what stands between the lifelines; calls, messages and notes stand outside of them.
constexpr bool isInside(LadderKind kind) noexcept
{
    return kind == LadderKind::State || kind == LadderKind::Packet || kind == LadderKind::Gap;
}

/// One thing on the ladder. Its text is made when it is painted.
struct LadderItem
{
    std::uint64_t number = 0; ///< Of the event; of a gap: of the event after it.
    std::int64_t y = 0;       ///< Centre (of an arrow: of its shaft), in quarter lines, downwards from the first item.
    std::int64_t gapNs = 0;   ///< How long a gap lasted; else 0.
    LadderKind kind = LadderKind::Call;
    core::Side side = core::Side::Server;

    friend bool operator==(const LadderItem& a, const LadderItem& b) = default;
};

/// The items of a recording, oldest first. Adding an event is O(1), letting events go is O(events let go), looking one
/// up is a binary search. Left out: calls that only wait (epoll, eventfd, read, write) and the samples of TCP_INFO (the
/// state that they led to is shown). Things in different lanes may overlap in height, those in one lane never do.
/// Not thread-safe: belongs to the GUI thread.
class LadderLayout
{
public:
    static constexpr int kLine = 4;                    ///< Quarter lines in a line.
    static constexpr std::int64_t kGapNs = 20'000'000; ///< A pause from this length on is folded and labelled.
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    /// Quarter lines that an arrow needs: its label stands above the shaft, which falls from its sender to its
    /// receiver.
    static constexpr int kArrowAbove = 4;
    static constexpr int kArrowBelow = 1;

    /// Only this connection, and the server's events that belong to none (its listener); nothing: all. Empties the
    /// layout; add the events again.
    void setConnectionFilter(std::optional<core::ConnectionId> connection);
    std::optional<core::ConnectionId> connectionFilter() const noexcept { return m_filter; }
    /// Whether the filter and the rules above let an event onto the ladder.
    bool shows(const core::Event& event) const noexcept;

    /// Adds the next event. Numbers only grow.
    void add(std::uint64_t number, const core::Event& event);
    /// Lets everything before the event `number` go.
    void dropBefore(std::uint64_t number);
    void clear();

    std::size_t size() const noexcept { return m_items.size(); }
    bool empty() const noexcept { return m_items.empty(); }
    const LadderItem& at(std::size_t index) const noexcept { return m_items[index]; }

    /// Upper and lower edge in quarter lines; both 0 when empty.
    std::int64_t top() const noexcept
    {
        return empty() ? 0 : m_items.front().y - (m_items.front().kind == LadderKind::Packet ? 6 : kMargin);
    }
    std::int64_t bottom() const noexcept { return empty() ? 0 : m_items.back().y + kMargin; }

    /// First item whose centre is at `y` or below; size() when none is.
    std::size_t firstFrom(std::int64_t y) const noexcept;
    /// The item whose centre is nearest to `y`; kNone when empty.
    std::size_t nearest(std::int64_t y) const noexcept;
    /// The item of an event (never a gap); kNone when it is not on the ladder.
    std::size_t indexOf(std::uint64_t number) const noexcept;
    /// The item of the event, or of the next one after it; size() when there is none.
    std::size_t firstFromNumber(std::uint64_t number) const noexcept;
    /// From `index` (not itself) in steps of +1 or -1 to the next event, of one side when given; kNone when none.
    /// kNone as index starts before the first (+1) or after the last (-1).
    std::size_t nextEvent(std::size_t index, int step, std::optional<core::Side> side = {}) const noexcept;

private:
    static constexpr int kMargin = 4; // quarter lines above the first and below the last centre

    void push(LadderItem item);

    std::deque<LadderItem> m_items;
    std::optional<core::ConnectionId> m_filter;
    LadderItem m_inside;          // the last one between the lifelines, and
    LadderItem m_outside;         // the last one outside; each far away when there is none
    std::int64_t m_lastEndNs = 0; // when the last thing on the ladder was over
};

} // namespace widgets
