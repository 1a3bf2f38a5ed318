// SPDX-License-Identifier: GPL-3.0-or-later
// Where each event stands on the wire: from events to positions in time order. Plain data, no widget, no text.
#pragma once

#include "core/event/event.h"
#include "widgets/wire/segment_inference.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace widgets {

enum class LadderKind : std::uint8_t {
    Call,    ///< Outside at its side, with a dot on the lifeline.
    State,   ///< A badge at the lifeline: what the end changed to.
    Message, ///< Bytes that the user or the peer sent, outside at its side.
    Note,    ///< A remark of the program, outside at its side.
    Packet,  ///< A captured segment: an arrow from the end of its sender, `side`, to the other end.
    Crossed, ///< Inferred: what must have crossed, an arrow as of a packet. No event of its own.
    Gap,     ///< Time in which nothing happened, folded. No event of its own.
};

/// True for what stands between the lifelines; calls, messages and notes stand outside of them.
constexpr bool isInside(LadderKind kind) noexcept
{
    return kind == LadderKind::State || kind == LadderKind::Packet || kind == LadderKind::Crossed ||
           kind == LadderKind::Gap;
}
constexpr bool isArrow(LadderKind kind) noexcept
{
    return kind == LadderKind::Packet || kind == LadderKind::Crossed;
}
constexpr bool hasEvent(LadderKind kind) noexcept
{
    return kind != LadderKind::Gap && kind != LadderKind::Crossed;
}

/// One thing on the ladder. Its text is made when it is painted.
struct LadderItem
{
    std::uint64_t number = 0; ///< Of the event; of a gap: of the event after it; of what crossed: that it follows from.
    std::int64_t y = 0;       ///< Centre (of an arrow: of its shaft), in quarter lines, downwards from the first item.
    std::int64_t gapNs = 0;   ///< How long a gap lasted; else 0.
    LadderKind kind = LadderKind::Call;
    core::Side side = core::Side::Server;
    CrossedKind crossed = CrossedKind::Data;
    std::uint32_t bar = 0; ///< Of a call that waited and is over: quarter lines from its centre to where it ended.

    friend bool operator==(const LadderItem& a, const LadderItem& b) = default;
};

/// A call that waits, on its lifeline from where it began to where it ended, in quarter lines.
struct LadderBar
{
    std::int64_t begin = 0;
    std::int64_t end = 0;
    core::Side side = core::Side::Server;
    bool open = false; ///< Not over where the ladder ends.

    friend bool operator==(const LadderBar& a, const LadderBar& b) = default;
};

/// The items of a recording, oldest first. Adding an event is O(1), letting events go is O(events dropped), looking one
/// up is a binary search. Left out: calls that only wait (epoll, eventfd, read, write) and the samples of TCP_INFO (the
/// state that they led to is shown). Things in different lanes may overlap in height, those in one lane never do.
/// A call waits when it takes kWaitedNs or longer; a connect(2) that is in progress waits for its outcome, which
/// getsockopt(SO_ERROR) tells.
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
        return empty() ? 0 : m_items.front().y - (isArrow(m_items.front().kind) ? 6 : kMargin);
    }
    std::int64_t bottom() const noexcept { return empty() ? 0 : m_items.back().y + kMargin; }

    /// First item whose centre is at `y` or below; size() when none is.
    std::size_t firstFrom(std::int64_t y) const noexcept;
    /// The item whose centre is nearest to `y`; kNone when empty.
    std::size_t nearest(std::int64_t y) const noexcept;
    /// The item of an event itself; kNone when it is not on the ladder.
    std::size_t indexOf(std::uint64_t number) const noexcept;
    /// The item of the event, or of the next one after it; size() when there is none.
    std::size_t firstFromNumber(std::uint64_t number) const noexcept;
    /// From `index` (not itself) in steps of +1 or -1 to the next event, of one side when given; kNone when none.
    /// kNone as index starts before the first (+1) or after the last (-1).
    std::size_t nextEvent(std::size_t index, int step, std::optional<core::Side> side = {}) const noexcept;

    /// The bars that reach into a part of the ladder. Takes as long as there are bars of more than kShortBar, and as
    /// that part is high.
    std::vector<LadderBar> barsIn(std::int64_t top, std::int64_t bottom) const;

private:
    static constexpr int kMargin = 4;      // quarter lines above the first and below the last centre
    static constexpr int kShortBar = 64;   // quarter lines
    static constexpr int kShortestBar = 3; // quarter lines: of a call during which nothing else happened
    using Index = std::uint64_t;           // of an item since clear(); m_items begins with m_gone
    struct Waiting
    {
        Index item = 0;
        std::int64_t endNs = 0;
    };

    void push(LadderItem item);
    void takeBack(std::uint64_t crossedNumber);
    void endWaits(std::int64_t nowNs);
    void followConnect(const core::Event& event);
    void endBar(Index item, std::int64_t y);
    LadderBar openBar(Index item) const;

    std::deque<LadderItem> m_items;
    std::optional<core::ConnectionId> m_filter;
    SegmentInference m_inference;   // of what is shown
    LadderItem m_inside;            // the last one between the lifelines, and
    LadderItem m_outside;           // the last one outside; each far away when there is none
    std::int64_t m_lastEndNs = 0;   // when the last thing on the ladder was over
    Index m_gone = 0;               // items dropped since clear()
    std::vector<Waiting> m_waiting; // calls that last longer than the ladder
    std::unordered_map<core::ConnectionId, Index> m_connecting;
    std::vector<LadderBar> m_longBars; // longer than kShortBar, in the order of their ends
};

} // namespace widgets
