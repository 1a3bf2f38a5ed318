// SPDX-License-Identifier: GPL-3.0-or-later
// The ordered, bounded store of events that everything on the screen is drawn from.
#pragma once

#include "core/event/event.h"
#include "core/event/payload_chunk.h"
#include "core/event/recorder.h"
#include "core/event/recording_snapshot.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace core {

/// Not thread-safe: belongs to one thread (the GUI thread in the window). Events are numbered 1, 2, 3 ... without gaps;
/// a number is never given twice, also not after clear(). When a limit is passed the oldest tenth is dropped and
/// counted.
class Recording
{
public:
    struct Limits
    {
        std::size_t events = 500'000;
        std::size_t payloadBytes = std::size_t{256} << 20;
    };
    /// What came before the first event that will be appended: of a recording that is read from a file.
    struct Start
    {
        std::uint64_t firstNumber = 1;
        std::uint64_t letGo = 0;
        std::int64_t originNs = 0;
    };
    struct Appended
    {
        std::size_t letGo = 0; ///< Oldest events that were dropped before the new ones were added.
        std::size_t added = 0; ///< New events that are kept, now the last ones.
    };

    Recording() : Recording(Limits{}) {}
    explicit Recording(Limits limits) : Recording(limits, Start{}) {}
    Recording(Limits limits, const Start& start);

    /// `aboutToLetGo` is called while the `count` oldest events, soon to be dropped, are still there; not for 0.
    Appended append(Batch batch, const std::function<void(std::size_t count)>& aboutToLetGo = {});
    void clear();
    /// Lets go at once what is too many for them, as append() does.
    Appended setLimits(Limits limits, const std::function<void(std::size_t count)>& aboutToLetGo = {});
    /// How many events setLimits() would drop.
    std::size_t tooManyFor(Limits limits) const;
    /// Lets go now of what `added` events without payload would push out. For who would rather do that alone.
    Appended makeRoom(std::size_t added, const std::function<void(std::size_t count)>& aboutToLetGo = {});

    /// What is recorded now, for other threads. Costs some microseconds: no event is copied.
    RecordingSnapshot snapshot() const;

    std::size_t size() const noexcept { return m_size; }
    bool empty() const noexcept { return m_size == 0; }
    /// Number of the oldest event kept; the event at index i has number firstNumber() + i.
    std::uint64_t firstNumber() const noexcept { return m_firstNumber; }
    /// 0 <= index < size(). Its payload is valid until the next append(), setLimits() or clear().
    Event at(std::size_t index) const noexcept { return packedAt(index).unpacked(); }
    /// The event with that number, or none when it was dropped or does not exist yet.
    std::optional<Event> find(std::uint64_t number) const noexcept;

    std::uint64_t letGo() const noexcept { return m_letGo; } ///< Since the start or the last clear().
    std::size_t payloadBytes() const noexcept { return m_payloadBytes; }
    const Limits& limits() const noexcept { return m_limits; }
    /// Start time of the first event ever appended that is no waiting call, the zero of the shown times (what the
    /// program does to wait begins before the user does anything); 0 before the first.
    std::int64_t originNs() const noexcept { return m_originNs; }

private:
    struct HeldChunk
    {
        std::shared_ptr<PayloadChunk> chunk;
        std::uint64_t lastNumber = 0; // newest event that points into it
        std::uint64_t events = 0;     // that point into it and have come
    };

    const PackedEvent& packedAt(std::size_t index) const noexcept;
    /// Payload of the first `count` events in memory, in bytes.
    std::size_t payloadOfOldest(std::size_t count) const;
    /// The block that begins with that event when all its events are before `end`; else null.
    const EventBlock* wholeBlockAt(std::size_t index, std::size_t end) const noexcept;
    void push(const Event& event);
    /// How many of the oldest must go, within these limits, for `added` new events with `payload` bytes.
    std::size_t tooMany(const Limits& limits, std::size_t added, std::size_t payload) const;
    void dropOldest(std::size_t count);
    void hold(const Event& event, std::uint64_t number);
    void releaseChunks();

    Limits m_limits;
    std::deque<std::shared_ptr<EventBlock>> m_blocks;
    std::size_t m_offset = 0; // index in m_blocks.front() of the oldest event
    std::size_t m_size = 0;
    std::uint64_t m_firstNumber = 1;
    std::uint64_t m_letGo = 0;
    std::size_t m_payloadBytes = 0;
    std::int64_t m_originNs = 0;
    std::map<const std::byte*, HeldChunk> m_chunks; // by the address of their first byte
};

} // namespace core
