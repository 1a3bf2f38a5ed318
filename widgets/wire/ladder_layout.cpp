// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/ladder_layout.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace widgets {

namespace {

// Nothing for what is not drawn.
std::optional<LadderKind> kindOf(const core::Event& event) noexcept
{
    switch (event.kind) {
    case core::EventKind::Call: {
        const bool waiting = core::callInfo(event.call).group == core::CallGroup::Waiting;
        const bool sample =
            event.call == core::Call::Getsockopt && event.args[0] == IPPROTO_TCP && event.args[1] == TCP_INFO;
        if (waiting || sample)
            return std::nullopt;
        return LadderKind::Call;
    }
    case core::EventKind::State:
        if (event.from() == event.to()) // close(2) of an end that is closing already: the kernel tells of CLOSING again
            return std::nullopt;
        return LadderKind::State;
    case core::EventKind::Message:
        return LadderKind::Message;
    case core::EventKind::Note:
        return LadderKind::Note;
    case core::EventKind::Packet:
        return LadderKind::Packet;
    }
    return std::nullopt;
}

// Quarter lines between the centres of two things that follow each other in time: enough to see which came first.
// What stands inside and what stands outside may overlap in height, so that a state follows its call closely.
int step(const LadderItem& above, const LadderItem& below) noexcept
{
    if (above.kind == LadderKind::Gap || below.kind == LadderKind::Gap)
        return LadderLayout::kLine;
    if (isInside(above.kind) != isInside(below.kind))
        return isInside(above.kind) ? 3 : 2;
    return 1;
}

// Between two things that stand inside of the lifelines.
int insideDistance(LadderKind above, LadderKind below) noexcept
{
    if (!isArrow(below))
        return LadderLayout::kLine;
    return LadderLayout::kArrowAbove + (isArrow(above) ? LadderLayout::kArrowBelow : 2);
}

// Between two things outside. A message may come a bit closer to the call that carried it.
int outsideDistance(const LadderItem& above, const LadderItem& below) noexcept
{
    const bool carried =
        below.kind == LadderKind::Message && above.kind == LadderKind::Call && above.side == below.side;
    return carried ? 3 : LadderLayout::kLine;
}

constexpr std::int64_t kFarAbove = -1'000'000;

} // namespace

void LadderLayout::setConnectionFilter(std::optional<core::ConnectionId> connection)
{
    m_filter = connection;
    clear();
}

bool LadderLayout::shows(const core::Event& event) const noexcept
{
    const bool listener = event.connection == 0 && event.side == core::Side::Server;
    return kindOf(event) && (!m_filter || event.connection == *m_filter || listener);
}

void LadderLayout::add(std::uint64_t number, const core::Event& event)
{
    if (!shows(event))
        return;
    endWaits(event.startNs);
    const std::int64_t gap = event.startNs - m_lastEndNs;
    if (!empty() && gap >= kGapNs)
        push({number, 0, gap, LadderKind::Gap, event.side});
    const std::int64_t endNs = event.startNs + event.tookNs;
    m_lastEndNs = empty() ? endNs : std::max(m_lastEndNs, endNs);
    if (event.kind == core::EventKind::Packet) {
        if (const auto early = m_inference.toldTooEarly(event))
            takeBack(*early);
    }
    const std::vector<Crossed> crossed = m_inference.add(number, event);
    const auto pushCrossed = [&](bool after) {
        for (const Crossed& what : crossed) {
            if (what.after == after)
                push({number, 0, 0, LadderKind::Crossed, what.sender, what.kind});
        }
    };
    pushCrossed(false);
    push({number, 0, 0, *kindOf(event), event.side});
    if (event.kind == core::EventKind::Call && event.tookNs >= kWaitedNs)
        m_waiting.push_back({m_gone + m_items.size() - 1, endNs});
    followConnect(event);
    pushCrossed(true);
}

void LadderLayout::push(LadderItem item)
{
    if (empty()) {
        m_inside.y = m_outside.y = kFarAbove;
    } else {
        const LadderItem& last = m_items.back();
        item.y = last.y + step(last, item);
        if (isInside(item.kind))
            item.y = std::max(item.y, m_inside.y + insideDistance(m_inside.kind, item.kind));
        else
            item.y = std::max(item.y, m_outside.y + outsideDistance(m_outside, item));
    }
    (isInside(item.kind) ? m_inside : m_outside) = item;
    m_items.push_back(item);
}

// Removes the newest arrow of that event; what stands below it moves up.
void LadderLayout::takeBack(std::uint64_t crossedNumber)
{
    std::size_t at = size();
    while (at > 0 && m_items[at - 1].number >= crossedNumber &&
           !(m_items[at - 1].kind == LadderKind::Crossed && m_items[at - 1].number == crossedNumber))
        --at;
    if (at == 0 || m_items[at - 1].number != crossedNumber)
        return; // dropped meanwhile
    --at;
    const auto first = m_items.begin() + static_cast<std::ptrdiff_t>(at);
    const std::vector<LadderItem> below(first + 1, m_items.end());
    m_items.erase(first, m_items.end());

    m_inside.y = m_outside.y = kFarAbove;
    for (std::size_t i = at; i > 0 && (m_inside.y == kFarAbove || m_outside.y == kFarAbove); --i) {
        LadderItem& last = isInside(m_items[i - 1].kind) ? m_inside : m_outside;
        if (last.y == kFarAbove)
            last = m_items[i - 1];
    }
    for (LadderItem item : below) {
        item.y = 0;
        push(item);
    }
    const auto moveUp = [removed = m_gone + at](Index& item) { item -= item > removed ? 1 : 0; };
    for (Waiting& waiting : m_waiting)
        moveUp(waiting.item);
    for (auto& [connection, item] : m_connecting)
        moveUp(item);
}

void LadderLayout::endWaits(std::int64_t nowNs)
{
    std::erase_if(m_waiting, [&](const Waiting& waiting) {
        if (waiting.endNs > nowNs)
            return false;
        endBar(waiting.item, m_items.empty() ? 0 : m_items.back().y);
        return true;
    });
}

void LadderLayout::followConnect(const core::Event& event)
{
    if (event.connection == 0 || event.side != core::Side::Client)
        return;
    const Index own = m_gone + m_items.size() - 1;
    if (event.call == core::Call::Connect && event.error == EINPROGRESS) {
        m_connecting[event.connection] = own;
        return;
    }
    const bool outcome =
        event.call == core::Call::Getsockopt && event.args[0] == SOL_SOCKET && event.args[1] == SO_ERROR;
    if (!outcome && event.call != core::Call::Close) // cancelled, or too late
        return;
    if (const auto found = m_connecting.find(event.connection); found != m_connecting.end()) {
        endBar(found->second, m_items.back().y);
        m_connecting.erase(found);
    }
}

void LadderLayout::endBar(Index item, std::int64_t y)
{
    if (item < m_gone)
        return; // it began before what is kept
    LadderItem& call = m_items[item - m_gone];
    const std::int64_t length = std::max<std::int64_t>(y - call.y, kShortestBar);
    call.bar = static_cast<std::uint32_t>(std::min<std::int64_t>(length, std::numeric_limits<std::uint32_t>::max()));
    if (length > kShortBar)
        m_longBars.push_back({call.y, call.y + length, call.side, false});
}

LadderBar LadderLayout::openBar(Index item) const
{
    const LadderItem& call = m_items[item - m_gone];
    return {call.y, std::max(m_items.back().y, call.y + kShortestBar), call.side, true};
}

std::vector<LadderBar> LadderLayout::barsIn(std::int64_t top, std::int64_t bottom) const
{
    std::vector<LadderBar> bars;
    const auto add = [&](const LadderBar& bar) {
        if (bar.end >= top && bar.begin <= bottom)
            bars.push_back(bar);
    };
    for (const LadderBar& bar : m_longBars)
        add(bar);
    for (const Waiting& waiting : m_waiting) {
        if (waiting.item >= m_gone)
            add(openBar(waiting.item));
    }
    for (const auto& [connection, item] : m_connecting)
        add(openBar(item));
    for (std::size_t i = firstFrom(top - kShortBar); i < size() && m_items[i].y <= bottom; ++i) {
        const LadderItem& item = m_items[i];
        if (item.bar > 0 && item.bar <= kShortBar)
            add({item.y, item.y + item.bar, item.side, false});
    }
    return bars;
}

void LadderLayout::dropBefore(std::uint64_t number)
{
    // A gap says how long after the event above it: without that one it has no meaning.
    while (!empty() && (m_items.front().number < number || m_items.front().kind == LadderKind::Gap)) {
        m_items.pop_front();
        ++m_gone;
    }
    m_inference.dropBefore(number);
    std::erase_if(m_connecting, [this](const auto& entry) { return entry.second < m_gone; });
    std::erase_if(m_longBars, [this](const LadderBar& bar) { return empty() || bar.end < m_items.front().y; });
}

void LadderLayout::clear()
{
    m_items.clear();
    m_items.shrink_to_fit();
    m_lastEndNs = 0;
    m_gone = 0;
    m_waiting.clear();
    m_connecting.clear();
    m_longBars.clear();
    m_inference.clear();
}

std::size_t LadderLayout::firstFrom(std::int64_t y) const noexcept
{
    const auto found = std::lower_bound(m_items.begin(), m_items.end(), y,
                                        [](const LadderItem& item, std::int64_t value) { return item.y < value; });
    return static_cast<std::size_t>(found - m_items.begin());
}

std::size_t LadderLayout::nearest(std::int64_t y) const noexcept
{
    if (empty())
        return kNone;
    const std::size_t below = std::min(firstFrom(y), size() - 1);
    if (below == 0)
        return below;
    return m_items[below].y - y < y - m_items[below - 1].y ? below : below - 1;
}

std::size_t LadderLayout::firstFromNumber(std::uint64_t number) const noexcept
{
    const auto found =
        std::lower_bound(m_items.begin(), m_items.end(), number,
                         [](const LadderItem& item, std::uint64_t value) { return item.number < value; });
    // A gap and what caused an event stand before it and have its number.
    auto index = static_cast<std::size_t>(found - m_items.begin());
    while (index < size() && !hasEvent(m_items[index].kind))
        ++index;
    return index;
}

std::size_t LadderLayout::indexOf(std::uint64_t number) const noexcept
{
    const std::size_t index = firstFromNumber(number);
    return index < size() && m_items[index].number == number ? index : kNone;
}

std::size_t LadderLayout::nextEvent(std::size_t index, int step, std::optional<core::Side> side) const noexcept
{
    const auto count = static_cast<std::ptrdiff_t>(size());
    std::ptrdiff_t i = index != kNone ? static_cast<std::ptrdiff_t>(index) : (step > 0 ? -1 : count);
    for (i += step; i >= 0 && i < count; i += step) {
        const LadderItem& item = m_items[static_cast<std::size_t>(i)];
        if (hasEvent(item.kind) && (!side || item.side == *side))
            return static_cast<std::size_t>(i);
    }
    return kNone;
}

} // namespace widgets
