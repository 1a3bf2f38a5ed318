// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event_track.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace core {

namespace {

bool hasReservedRoom(Call call) noexcept
{
    return call == Call::Accept4 || call == Call::Connect || call == Call::Close;
}

bool hasReservedRoom(const Event& event) noexcept
{
    if (event.kind == EventKind::Note)
        return event.note() == NoteCode::EventsLost;
    return event.kind == EventKind::Call ? hasReservedRoom(event.call) : event.kind == EventKind::State;
}

} // namespace

EventTrack::EventTrack(std::string name, Side side, std::uint16_t index, RecorderWaker& waker)
    : m_slot(nullptr),
      m_waker(waker),
      m_index(index),
      m_side(side),
      m_payload(waker.records),
      m_writeBlock(new Block),
      m_name(std::move(name)),
      m_readBlock(m_writeBlock)
{
    m_slot = m_writeBlock->events.data();
}

EventTrack::~EventTrack()
{
    for (const std::atomic<Block*>& spare : m_spare)
        delete spare.load();
    for (Block* block = m_readBlock; block != nullptr;)
        delete std::exchange(block, block->next.load(std::memory_order_acquire));
}

inline std::int64_t EventTrack::begin() noexcept
{
    if (m_holding && m_heldCount > 0) // what is held back started earlier
        return monotonicNs();
    m_busySince.store(kStarting, std::memory_order_relaxed);
    const std::int64_t now = monotonicNs();
    m_busySince.store(now, std::memory_order_release);
    return now;
}

// The event is written where it stays: it happens for every call.
inline Event& EventTrack::open(Call call, int fd)
{
    Event& event = m_written < m_roomUntil ? *m_slot : openInNewRoom(call);
    event.payload = nullptr;
    event.payloadSize = 0;
    event.connection = 0;
    event.fd = fd;
    event.args = {};
    event.kind = EventKind::Call;
    event.source = Source::Call;
    event.side = m_side;
    event.call = call;
    event.thread = m_index;
    return event;
}

Event& EventTrack::openInNewRoom(Call call)
{
    // With what says that events are missing this track is busy from now on: nobody's later event may come before it.
    const std::int64_t now = m_lostUnreported > 0 ? begin() : monotonicNs();
    return makeRoom(hasReservedRoom(call), now, m_side) ? *m_slot : m_unkept;
}

Event& EventTrack::start(Call call, int fd)
{
    Event& event = open(call, fd);
    event.startNs = begin();
    return event;
}

Event& EventTrack::startWait(Call call, int fd)
{
    Event& event = open(call, fd);
    confirmPublished();
    event.startNs = monotonicNs();
    return event;
}

void EventTrack::finish(Event& event, std::int64_t result, int error, std::span<const std::byte> payload)
{
    event.tookNs = monotonicNs() - event.startNs;
    if (&event == &m_unkept) [[unlikely]] {
        m_lastTookNs = 0;
        if (!m_holding) // what is held back may still be waited for
            m_busySince.store(m_idleMark, std::memory_order_release);
        return;
    }
    event.result = static_cast<std::int32_t>(result);
    event.error = static_cast<std::uint16_t>(error);
    if (event.connection == 0)
        event.connection = connectionOf(event.fd);
    append(event, payload);
}

void EventTrack::insert(const Event& event, Side side, ConnectionId connection, std::span<const std::byte> payload)
{
    if (m_written >= m_roomUntil && !makeRoom(hasReservedRoom(event), event.startNs, side)) [[unlikely]]
        return;
    Event& slot = *m_slot;
    slot = event;
    slot.side = side;
    slot.connection = connection;
    slot.thread = m_index;
    slot.payload = nullptr;
    slot.payloadSize = 0;
    append(slot, payload);
}

// What stands in the next slot is complete but for its payload.
inline void EventTrack::append(Event& event, std::span<const std::byte> payload)
{
    assert(&event == m_slot);
    if (!payload.empty()) {
        event.payloadSize = static_cast<std::uint32_t>(payload.size());
        event.payload = m_payload.keep(payload);
    }
    ++m_slot;
    ++m_written;
    m_lastStartNs = event.startNs;
    m_lastTookNs = event.tookNs;
    m_lastCall = event.call;
    if (m_holding && m_heldCount < kMaxHeld) [[unlikely]]
        m_held[m_heldCount++] = &event;
    publish();
}

// Looks at all that may be in the way of the next event, and for how many more there is nothing. False: it is not kept,
// and counted as lost if anything is recorded. May add what says that events are missing before it.
bool EventTrack::makeRoom(bool reserved, std::int64_t startNs, Side side)
{
    if (!records())
        return false;
    const std::uint64_t taken = m_taken.load(std::memory_order_acquire);
    const std::uint64_t behind = m_written - taken;
    if (behind >= kMaxBehind && (!reserved || behind >= kMaxBehind + kReserved)) {
        ++m_lostUnreported;
        m_lost.fetch_add(1, std::memory_order_relaxed);
        publish();
        return false;
    }
    if (m_lostUnreported > 0) { // there is room again: say what is missing here
        const auto count =
            std::min<std::uint64_t>(std::exchange(m_lostUnreported, 0), std::numeric_limits<std::int32_t>::max());
        Event gap;
        gap.kind = EventKind::Note;
        gap.startNs = startNs;
        gap.args = {static_cast<std::int32_t>(NoteCode::EventsLost), static_cast<std::int32_t>(count), 0, 0};
        insert(gap, side, 0, {});
    }
    if (m_slot == m_writeBlock->events.data() + kBlockEvents) {
        Block* const block = takeSpare();
        m_writeBlock->next.store(block, std::memory_order_release);
        m_writeBlock = block;
        m_slot = block->events.data();
    }
    const std::uint64_t mayBeWritten = taken + kMaxBehind;
    const std::uint64_t beforeLoss = mayBeWritten > m_written ? mayBeWritten - m_written : 1;
    const auto slots = static_cast<std::uint64_t>(m_writeBlock->events.data() + kBlockEvents - m_slot);
    m_roomUntil = m_written + std::min(beforeLoss, slots);
    return true;
}

EventTrack::Block* EventTrack::takeSpare()
{
    for (std::atomic<Block*>& spare : m_spare) {
        if (spare.load(std::memory_order_relaxed) == nullptr)
            continue;
        if (Block* const block = spare.exchange(nullptr, std::memory_order_acquire))
            return block;
    }
    return new Block;
}

// A consumer that falls asleep in the very moment of publish() may not see the event, nor publish() that it sleeps. A
// barrier for each event would cost more than all else, so there is one before the thread waits: after it either the
// consumer sees the events, or this sees it asleep.
void EventTrack::confirmPublished()
{
    if (!std::exchange(m_unconfirmed, false))
        return;
    m_published.store(m_published.load(std::memory_order_relaxed), std::memory_order_seq_cst);
    m_waker.published(std::memory_order_seq_cst);
}

void EventTrack::reportedUpTo(std::int64_t ns)
{
    m_idleMark = ns;
    m_busySince.store(ns, std::memory_order_release);
    m_unconfirmed = true;
    confirmPublished();
}

void EventTrack::state(ConnectionId connection, int fd, TcpState from, TcpState to, Source source, std::int64_t startNs)
{
    Event event;
    event.kind = EventKind::State;
    event.source = source;
    event.startNs = startNs != 0 ? startNs : begin();
    event.connection = connection;
    event.fd = fd;
    event.args = {static_cast<std::int32_t>(from), static_cast<std::int32_t>(to), 0, 0};
    add(event);
}

void EventTrack::message(ConnectionId connection, int fd, Direction direction, std::span<const std::byte> bytes)
{
    Event event;
    event.kind = EventKind::Message;
    event.startNs = begin();
    event.connection = connection;
    event.fd = fd;
    event.result = static_cast<std::int32_t>(bytes.size());
    event.args = {static_cast<std::int32_t>(direction), 0, 0, 0};
    add(event, bytes);
}

void EventTrack::note(NoteCode code, ConnectionId connection, int fd, std::int32_t value,
                      std::span<const std::byte> payload, std::int64_t tookNs)
{
    Event event;
    event.kind = EventKind::Note;
    event.startNs = begin();
    event.tookNs = tookNs;
    event.connection = connection;
    event.fd = fd;
    event.args = {static_cast<std::int32_t>(code), value, 0, 0};
    add(event, payload);
}

void EventTrack::label(int fd, ConnectionId connection)
{
    if (fd < 0)
        return;
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_connectionOfFd.size()) {
        if (connection == 0)
            return;
        m_connectionOfFd.resize(std::max(index + 1, m_connectionOfFd.size() * 2));
    }
    m_connectionOfFd[index] = connection;
}

void EventTrack::hold()
{
    m_holding = true;
    m_heldCount = 0;
}

void EventTrack::release(ConnectionId connection)
{
    for (std::size_t i = 0; i < m_heldCount; ++i)
        m_held[i]->connection = connection;
    m_heldCount = 0;
    m_holding = false;
    if (records())
        publish();
}

bool EventTrack::take(std::vector<Event>& events, std::vector<std::shared_ptr<PayloadChunk>>& chunks, std::size_t most)
{
    const std::uint64_t published = m_published.load();
    std::uint64_t taken = m_taken.load(std::memory_order_relaxed);
    const std::uint64_t end = taken + std::min<std::uint64_t>(most, published - taken);
    std::uint64_t payload = 0;
    for (; taken < end; ++taken) {
        const Event& event = next();
        if (event.payload)
            payload += event.payloadSize;
        events.push_back(event);
        if (m_discards)
            events.back().payload = nullptr;
    }
    m_taken.store(taken, std::memory_order_release);
    m_payload.taken(payload);
    m_payload.takeOpened(chunks);
    return end == published;
}

const Event& EventTrack::next()
{
    if (m_readIndex == kBlockEvents) {
        Block* read = std::exchange(m_readBlock, m_readBlock->next.load(std::memory_order_acquire));
        read->next.store(nullptr, std::memory_order_relaxed);
        giveBack(read);
        m_readIndex = 0;
    }
    return m_readBlock->events[m_readIndex++];
}

void EventTrack::giveBack(Block* read)
{
    for (std::atomic<Block*>& spare : m_spare) {
        Block* none = nullptr;
        if (spare.compare_exchange_strong(none, read, std::memory_order_release, std::memory_order_relaxed))
            return;
    }
    delete read;
}

void EventTrack::discard()
{
    m_discards = true;
    const std::uint64_t published = m_published.load();
    // Over them, not through them: their memory is warm where the thread runs that writes them.
    for (std::uint64_t left = published - m_taken.load(std::memory_order_relaxed); left > 0;) {
        next();
        const std::uint64_t passed = std::min<std::uint64_t>(left - 1, kBlockEvents - m_readIndex);
        m_readIndex += passed;
        left -= passed + 1;
    }
    m_taken.store(published, std::memory_order_release);
    m_payload.discard();
}

std::int64_t EventTrack::busySince() const noexcept
{
    return m_busySince.load(std::memory_order_acquire);
}

} // namespace core
