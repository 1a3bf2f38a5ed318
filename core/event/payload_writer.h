// SPDX-License-Identifier: GPL-3.0-or-later
// Where a track keeps the bytes of its events.
#pragma once

#include "core/event/payload_chunk.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace core {

/// Fills one chunk after another. Single producer (the thread of the track), single consumer (the recorder). A consumer
/// that is too far behind costs bytes, never memory without bound.
class PayloadWriter
{
public:
    static constexpr std::size_t kMaxBehind = std::size_t{64} << 20;  // bytes
    static constexpr std::size_t kRoomBytes = std::size_t{256} << 10; // larger reads are continued

    explicit PayloadWriter(bool records) : m_records(records) {} ///< False: only to lend room.

    // ---- producer ----

    /// EventTrack::lendRoom().
    std::span<std::byte> lendRoom()
    {
        if (roomLeft() >= kRoomBytes && m_lent == m_chunk) [[likely]]
            return {m_next, kRoomBytes};
        return lendOtherRoom();
    }

    /// Where `payload`, which is not empty, is kept: in place when it was received into lent room, else a copy. Null
    /// when the consumer is too far behind.
    const std::byte* keep(std::span<const std::byte> payload)
    {
        const std::uint64_t before = m_written.load(std::memory_order_relaxed);
        if (before > m_mayBeWritten && !mayWrite(before)) [[unlikely]]
            return nullptr;
        m_written.store(before + payload.size(), std::memory_order_relaxed); // nobody else writes it
        const std::byte* place = isWithin(payload.data(), m_begin, m_end) ? inPlace(payload) : copied(payload);
        ++m_events;
        return place;
    }

    // ---- consumer ----

    /// Appends the chunks that were opened since the last call.
    void takeOpened(std::vector<std::shared_ptr<PayloadChunk>>& chunks);
    /// So many bytes of events that were kept are read.
    void taken(std::uint64_t bytes) { m_taken.fetch_add(bytes, std::memory_order_release); }
    /// All that was written by now is no longer wanted.
    void discard();

private:
    // They may point into different memory.
    static bool isWithin(const std::byte* at, const std::byte* begin, const std::byte* end) noexcept
    {
        const std::less<> before;
        return !before(at, begin) && before(at, end);
    }
    const std::byte* inPlace(std::span<const std::byte> payload) noexcept
    {
        m_next = std::max(m_next, m_begin + (payload.data() - m_begin) + payload.size());
        m_copiedFrom = nullptr;
        return payload.data();
    }
    std::size_t roomLeft() const noexcept { return static_cast<std::size_t>(m_end - m_next); }
    std::span<std::byte> lendOtherRoom();
    bool mayWrite(std::uint64_t written) noexcept;
    const std::byte* copied(std::span<const std::byte> payload);
    void openChunk(std::size_t bytes);

    // Producer, and what an ordinary payload needs of it side by side.
    std::byte* m_begin = nullptr; // of the memory of m_chunk
    std::byte* m_next = nullptr;  // not yet filled
    std::byte* m_end = nullptr;
    std::uint64_t m_events = 0;                // that point into m_chunk
    std::uint64_t m_mayBeWritten = kMaxBehind; // in bytes; known without asking the consumer
    std::atomic<std::uint64_t> m_written{0};   // the consumer reads it
    std::shared_ptr<PayloadChunk> m_chunk;
    std::shared_ptr<PayloadChunk> m_lent;    // keeps lent room, whoever lets go of its events meanwhile
    const std::byte* m_copiedFrom = nullptr; // where the newest payload was copied from; null when it was not
    std::span<const std::byte> m_copy;       // in m_chunk
    std::vector<std::byte> m_ownRoom;        // lent when the chunk has no room
    const bool m_records;

    // both
    std::atomic<std::uint64_t> m_taken{0};
    std::mutex m_mutex; // guards m_opened; taken once a chunk
    std::vector<std::shared_ptr<PayloadChunk>> m_opened;
};

} // namespace core
