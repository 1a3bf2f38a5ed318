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

/// Fills one chunk after another. What arrives in small pieces is received into memory that stays the same, and so in
/// the processor's cache, and copied from there; what arrives in large ones is received where it stays. Single producer
/// (the thread of the track), single consumer (the recorder). A consumer that is too far behind costs bytes, never
/// memory without bound.
class PayloadWriter
{
public:
    static constexpr std::size_t kMaxBehind = std::size_t{64} << 20;  // bytes
    static constexpr std::size_t kRoomBytes = std::size_t{256} << 10; // larger reads are continued
    static constexpr std::size_t kCopiedBytes = 1024; // more than this is worth receiving where it stays

    explicit PayloadWriter(bool records) : m_records(records) {} ///< False: only to lend room.

    // ---- producer ----

    /// EventTrack::lendRoom().
    std::span<std::byte> lendRoom()
    {
        if (m_largeExpected == 0 && m_ownRoom && !m_lent)
            return {m_ownRoom.get(), kRoomBytes};
        if (m_largeExpected > 0 && m_lent == m_chunk && roomLeft() >= kRoomBytes)
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
    /// Nothing that was written is wanted any more, nor what will be: no event may lead to its bytes from now on.
    void discard();

private:
    static constexpr int kRemembered = 16; // events

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
        learn(payload.size());
        return payload.data();
    }
    // Of what was received or sent from lent room: the next piece may be large when one of the newest was.
    void learn(std::size_t bytes) noexcept
    {
        if (bytes > kCopiedBytes)
            m_largeExpected = kRemembered;
        else if (m_largeExpected > 0)
            --m_largeExpected;
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
    std::unique_ptr<std::byte[]> m_ownRoom;  // the memory that stays the same; null until it is lent
    int m_largeExpected = 0;                 // for so many events
    const std::byte* m_copiedFrom = nullptr; // where the newest payload was copied from; null when it was not
    std::span<const std::byte> m_copy;       // in m_chunk
    const bool m_records;

    // both
    std::atomic<std::uint64_t> m_taken{0};
    std::mutex m_mutex;   // guards the two below; taken once a chunk
    bool m_wanted = true; // false, for good: the consumer discards, so a chunk that is full is memory for the next one
    std::vector<std::shared_ptr<PayloadChunk>> m_opened;
};

} // namespace core
