// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/payload_writer.h"

#include <cstring>

namespace core {

std::span<std::byte> PayloadWriter::lendOtherRoom()
{
    constexpr std::size_t kWaste = 4096; // of a chunk: so much may stay unused
    m_lent.reset();                      // what was lent before is given back
    if (m_largeExpected > 0) {
        if (m_records && roomLeft() <= kWaste)
            openChunk(PayloadChunk::kLargeBytes);
        if (roomLeft() >= kRoomBytes) {
            m_lent = m_chunk;
            return {m_next, kRoomBytes};
        }
    }
    if (!m_ownRoom)
        m_ownRoom = std::make_unique_for_overwrite<std::byte[]>(kRoomBytes);
    return {m_ownRoom.get(), kRoomBytes};
}

bool PayloadWriter::mayWrite(std::uint64_t written) noexcept
{
    m_mayBeWritten = m_taken.load(std::memory_order_acquire) + kMaxBehind;
    return written <= m_mayBeWritten;
}

const std::byte* PayloadWriter::copied(std::span<const std::byte> payload)
{
    // What was received, or is a message, is added before the send(2) of the same bytes or some of them: kept once.
    if (m_copiedFrom && isWithin(payload.data(), m_copiedFrom, m_copiedFrom + m_copy.size())) {
        const std::span<const std::byte> rest = m_copy.subspan(static_cast<std::size_t>(payload.data() - m_copiedFrom));
        if (payload.size() <= rest.size() && std::memcmp(payload.data(), rest.data(), payload.size()) == 0)
            return rest.data();
    }
    if (payload.data() == m_ownRoom.get())
        learn(payload.size());
    if (roomLeft() < payload.size()) {
        const bool large = m_largeExpected > 0 || payload.size() > PayloadChunk::kBytes / 8; // or much would be wasted
        openChunk(std::max(large ? PayloadChunk::kLargeBytes : PayloadChunk::kBytes, payload.size()));
    }
    std::memcpy(m_next, payload.data(), payload.size());
    m_copiedFrom = payload.data();
    m_copy = {m_next, payload.size()};
    m_next += payload.size();
    return m_copy.data();
}

void PayloadWriter::openChunk(std::size_t bytes)
{
    if (m_chunk) {
        m_chunk->events = m_events;
        m_chunk->full.store(true, std::memory_order_release);
    }
    m_chunk.reset(); // first: when nobody else holds it, its memory is taken again, and is in the cache
    m_chunk = std::make_shared<PayloadChunk>(bytes);
    m_events = 0;
    m_begin = m_next = m_chunk->data.get();
    m_end = m_begin + bytes;
    m_copiedFrom = nullptr;
    const std::lock_guard lock(m_mutex);
    if (m_wanted)
        m_opened.push_back(m_chunk);
}

void PayloadWriter::takeOpened(std::vector<std::shared_ptr<PayloadChunk>>& chunks)
{
    const std::lock_guard lock(m_mutex);
    chunks.insert(chunks.end(), m_opened.begin(), m_opened.end());
    m_opened.clear();
}

void PayloadWriter::discard()
{
    m_taken.store(m_written.load(std::memory_order_relaxed), std::memory_order_release);
    const std::lock_guard lock(m_mutex);
    m_wanted = false;
    m_opened.clear();
}

} // namespace core
