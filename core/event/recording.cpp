// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/recording.h"

#include <algorithm>
#include <utility>

namespace core {

namespace {

Recording::Limits sensible(Recording::Limits limits)
{
    limits.events = std::max<std::size_t>(limits.events, 10);
    return limits;
}

} // namespace

Recording::Recording(Limits limits, const Start& start)
    : m_limits(sensible(limits)), m_firstNumber(start.firstNumber), m_letGo(start.letGo), m_originNs(start.originNs)
{
}

Recording::Appended Recording::append(Batch batch, const std::function<void(std::size_t count)>& aboutToLetGo)
{
    Appended result;
    std::size_t payload = 0;
    for (const Event& event : batch.events) {
        payload += event.payload ? event.payloadSize : 0;
        if (m_originNs == 0 && callInfo(event.call).group != CallGroup::Waiting)
            m_originNs = event.startNs;
    }
    for (auto& chunk : batch.chunks)
        m_chunks.emplace(chunk->data.get(), HeldChunk{chunk, 0, 0});

    // What alone is too many is dropped before it is added: it keeps its numbers. The newest event stays, however
    // large.
    std::size_t skip = 0;
    while (batch.events.size() - skip > m_limits.events ||
           (payload > m_limits.payloadBytes && batch.events.size() - skip > 1)) {
        payload -= batch.events[skip].payload ? batch.events[skip].payloadSize : 0;
        ++skip;
    }
    const std::size_t added = batch.events.size() - skip;
    const std::size_t drop = skip > 0 ? m_size : tooMany(m_limits, added, payload);
    if (drop > 0 && aboutToLetGo)
        aboutToLetGo(drop);
    if (drop > 0)
        dropOldest(drop);
    result.letGo = drop;
    for (std::size_t i = 0; i < skip; ++i)
        hold(batch.events[i], 0);
    m_firstNumber += skip;
    m_letGo += skip;
    for (std::size_t i = skip; i < batch.events.size(); ++i)
        push(batch.events[i]);
    result.added = added;
    return result;
}

std::size_t Recording::tooMany(const Limits& limits, std::size_t added, std::size_t payload) const
{
    std::size_t drop = 0;
    if (m_size + added > limits.events)
        drop = std::min(m_size, std::max(m_size + added - limits.events, limits.events / 10));
    std::size_t remainingPayload = m_payloadBytes - payloadOfOldest(drop);
    const std::size_t tenth = limits.payloadBytes / 10;
    if (remainingPayload + payload > limits.payloadBytes) {
        const std::size_t goal = payload >= limits.payloadBytes - tenth ? 0 : limits.payloadBytes - tenth - payload;
        while (drop < m_size && remainingPayload > goal) {
            const EventBlock* block = wholeBlockAt(drop, m_size);
            if (block && remainingPayload - block->payloadBytes > goal) {
                remainingPayload -= block->payloadBytes;
                drop += EventBlock::kEvents;
            } else {
                remainingPayload -= packedAt(drop).keptBytes();
                ++drop;
            }
        }
    }
    return drop;
}

// Of whole blocks the sum is known: to read a hundred thousand events from memory would take milliseconds.
std::size_t Recording::payloadOfOldest(std::size_t count) const
{
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < count;) {
        const EventBlock* block = wholeBlockAt(i, count);
        bytes += block ? block->payloadBytes : packedAt(i).keptBytes();
        i += block ? EventBlock::kEvents : 1;
    }
    return bytes;
}

const EventBlock* Recording::wholeBlockAt(std::size_t index, std::size_t end) const noexcept
{
    const std::size_t place = m_offset + index;
    const bool isWhole = place % EventBlock::kEvents == 0 && end - index >= EventBlock::kEvents;
    return isWhole ? m_blocks[place / EventBlock::kEvents].get() : nullptr;
}

std::size_t Recording::tooManyFor(Limits limits) const
{
    return tooMany(sensible(limits), 0, 0);
}

Recording::Appended Recording::setLimits(Limits limits, const std::function<void(std::size_t count)>& aboutToLetGo)
{
    m_limits = sensible(limits);
    return makeRoom(0, aboutToLetGo);
}

Recording::Appended Recording::makeRoom(std::size_t added, const std::function<void(std::size_t count)>& aboutToLetGo)
{
    Appended result;
    result.letGo = tooMany(m_limits, added, 0);
    if (result.letGo == 0)
        return result;
    if (aboutToLetGo)
        aboutToLetGo(result.letGo);
    dropOldest(result.letGo);
    return result;
}

void Recording::push(const Event& event)
{
    const std::size_t place = m_offset + m_size;
    if (place / EventBlock::kEvents == m_blocks.size())
        m_blocks.push_back(std::make_shared<EventBlock>());
    EventBlock& block = *m_blocks[place / EventBlock::kEvents];
    block.events[place % EventBlock::kEvents] = PackedEvent(event);
    const std::size_t payload = event.payload ? event.payloadSize : 0;
    block.payloadBytes += payload;
    m_payloadBytes += payload;
    ++m_size;
    hold(event, m_firstNumber + m_size - 1);
}

void Recording::hold(const Event& event, std::uint64_t number)
{
    if (!event.payload)
        return;
    auto held = m_chunks.upper_bound(event.payload);
    if (held == m_chunks.begin())
        return; // memory that belongs to somebody else
    --held;
    if (event.payload >= held->first + held->second.chunk->size)
        return;
    held->second.lastNumber = std::max(held->second.lastNumber, number);
    ++held->second.events;
}

// A chunk goes when its track will put nothing more into it, all its events have come, and none of them is kept.
void Recording::releaseChunks()
{
    std::erase_if(m_chunks, [this](const auto& entry) {
        const HeldChunk& held = entry.second;
        return held.chunk->full.load(std::memory_order_acquire) && held.events == held.chunk->events &&
               held.lastNumber < m_firstNumber;
    });
}

void Recording::dropOldest(std::size_t count)
{
    m_payloadBytes -= payloadOfOldest(count);
    m_offset += count;
    m_size -= count;
    m_firstNumber += count;
    m_letGo += count;
    while (m_offset >= EventBlock::kEvents) {
        m_blocks.pop_front();
        m_offset -= EventBlock::kEvents;
    }
    releaseChunks();
}

void Recording::clear()
{
    m_firstNumber += m_size;
    m_blocks.clear();
    m_offset = 0;
    m_size = 0;
    m_letGo = 0;
    m_payloadBytes = 0;
    releaseChunks();
}

RecordingSnapshot Recording::snapshot() const
{
    RecordingSnapshot snapshot;
    snapshot.m_blocks.assign(m_blocks.begin(), m_blocks.end());
    snapshot.m_chunks.reserve(m_chunks.size());
    for (const auto& [first, held] : m_chunks)
        snapshot.m_chunks.push_back(held.chunk);
    snapshot.m_offset = m_offset;
    snapshot.m_size = m_size;
    snapshot.m_firstNumber = m_firstNumber;
    snapshot.m_letGo = m_letGo;
    snapshot.m_originNs = m_originNs;
    return snapshot;
}

const PackedEvent& Recording::packedAt(std::size_t index) const noexcept
{
    const std::size_t place = m_offset + index;
    return m_blocks[place / EventBlock::kEvents]->events[place % EventBlock::kEvents];
}

std::optional<Event> Recording::find(std::uint64_t number) const noexcept
{
    if (number < m_firstNumber || number - m_firstNumber >= m_size)
        return std::nullopt;
    return at(number - m_firstNumber);
}

} // namespace core
