// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event_track.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace core {

namespace {

bool hasReservedRoom(const Event& event) noexcept
{
    if (event.kind == EventKind::Note)
        return event.note() == NoteCode::EventsLost;
    if (event.kind != EventKind::Call)
        return event.kind == EventKind::State;
    return event.call == Call::Accept4 || event.call == Call::Connect || event.call == Call::Close;
}

} // namespace

EventTrack::EventTrack(std::string name, Side side, std::uint16_t index, RecorderWaker& waker)
    : m_name(std::move(name)),
      m_side(side),
      m_index(index),
      m_waker(waker),
      m_writeBlock(new Block),
      m_readBlock(m_writeBlock)
{
}

EventTrack::~EventTrack()
{
    delete m_spare.load();
    for (Block* block = m_readBlock; block != nullptr;)
        delete std::exchange(block, block->next.load(std::memory_order_acquire));
}

// Looks at all that may be in the way of the next event, and for how many more there is nothing. False: it is not kept,
// and counted as lost if anything is recorded. May add what says that events are missing before it.
bool EventTrack::makeRoom(const Event& event, Side side)
{
    if (!records())
        return false;
    const std::uint64_t taken = m_taken.load(std::memory_order_acquire);
    const std::uint64_t behind = m_written - taken;
    if (behind >= kMaxBehind && (!hasReservedRoom(event) || behind >= kMaxBehind + kReserved)) {
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
        gap.startNs = event.startNs;
        gap.args = {static_cast<std::int32_t>(NoteCode::EventsLost), static_cast<std::int32_t>(count), 0, 0};
        insert(gap, side, 0, {});
    }
    if (m_writeIndex == kBlockEvents) {
        Block* block = m_spare.exchange(nullptr, std::memory_order_acquire);
        if (!block)
            block = new Block;
        m_writeBlock->next.store(block, std::memory_order_release);
        m_writeBlock = block;
        m_writeIndex = 0;
    }
    const std::uint64_t mayBeWritten = taken + kMaxBehind;
    const std::uint64_t beforeLoss = mayBeWritten > m_written ? mayBeWritten - m_written : 1;
    m_roomUntil = m_written + std::min<std::uint64_t>(beforeLoss, kBlockEvents - m_writeIndex);
    return true;
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

std::span<std::byte> EventTrack::lendRoom()
{
    constexpr std::size_t kWaste = 4096; // of a chunk: so much may stay unused
    if (records() && roomLeft() <= kWaste)
        openChunk(kChunkBytes);
    if (m_lent != m_chunk)
        m_lent = m_chunk;
    if (roomLeft() >= kRoomBytes)
        return {m_chunk->data.get() + m_chunkUsed, kRoomBytes};
    m_ownRoom.resize(kRoomBytes);
    return m_ownRoom;
}

const std::byte* EventTrack::keep(std::span<const std::byte> payload)
{
    if (m_payloadWritten - m_payloadTaken.load(std::memory_order_acquire) > kMaxPayloadBehind)
        return nullptr;
    m_payloadWritten += payload.size();
    const std::byte* place = placeOf(payload);
    ++m_chunk->events;
    return place;
}

// Where the bytes are in the chunk, copied there only when they are not yet.
const std::byte* EventTrack::placeOf(std::span<const std::byte> payload)
{
    const std::less<> before;
    if (m_chunk && !before(payload.data(), m_chunk->data.get()) &&
        before(payload.data(), m_chunk->data.get() + m_chunk->size)) {
        const auto end = static_cast<std::size_t>(payload.data() - m_chunk->data.get()) + payload.size();
        m_chunkUsed = std::max(m_chunkUsed, end);
        return payload.data();
    }
    // A message is added before the send(2) of the same bytes: kept once.
    if (payload.data() == m_lastFrom && payload.size() == m_lastKept.size() &&
        std::memcmp(payload.data(), m_lastKept.data(), payload.size()) == 0)
        return m_lastKept.data();
    if (roomLeft() < payload.size())
        openChunk(std::max(kChunkBytes, payload.size()));
    std::byte* place = m_chunk->data.get() + m_chunkUsed;
    std::memcpy(place, payload.data(), payload.size());
    m_chunkUsed += payload.size();
    m_lastFrom = payload.data();
    m_lastKept = {place, payload.size()};
    return place;
}

void EventTrack::openChunk(std::size_t bytes)
{
    if (m_chunk)
        m_chunk->full.store(true, std::memory_order_release);
    m_chunk = std::make_shared<PayloadChunk>(bytes);
    m_chunkUsed = 0;
    m_lastFrom = nullptr;
    const std::lock_guard lock(m_chunksMutex);
    m_opened.push_back(m_chunk);
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
    }
    m_taken.store(taken, std::memory_order_release);
    m_payloadTaken.fetch_add(payload, std::memory_order_release);

    const std::lock_guard lock(m_chunksMutex);
    chunks.insert(chunks.end(), m_opened.begin(), m_opened.end());
    m_opened.clear();
    return end == published;
}

const Event& EventTrack::next()
{
    if (m_readIndex == kBlockEvents) {
        Block* read = std::exchange(m_readBlock, m_readBlock->next.load(std::memory_order_acquire));
        read->next.store(nullptr, std::memory_order_relaxed);
        delete m_spare.exchange(read, std::memory_order_acq_rel);
        m_readIndex = 0;
    }
    return m_readBlock->events[m_readIndex++];
}

void EventTrack::discard()
{
    const std::uint64_t published = m_published.load();
    std::uint64_t payload = 0;
    for (std::uint64_t i = m_taken.load(std::memory_order_relaxed); i < published; ++i) {
        const Event& event = next();
        payload += event.payload ? event.payloadSize : 0;
    }
    m_taken.store(published, std::memory_order_release);
    m_payloadTaken.fetch_add(payload, std::memory_order_release);
    const std::lock_guard lock(m_chunksMutex);
    m_opened.clear();
}

std::int64_t EventTrack::busySince() const noexcept
{
    return m_busySince.load(std::memory_order_acquire);
}

} // namespace core
