// SPDX-License-Identifier: GPL-3.0-or-later
// Gathers the events of all threads into one order.
#pragma once

#include "core/event/event.h"
#include "core/event/event_track.h"
#include "core/event/payload_chunk.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace core {

/// Events in their final order, with the memory that their payload pointers point into.
struct Batch
{
    std::vector<Event> events;
    std::vector<std::shared_ptr<PayloadChunk>> chunks; ///< Opened since the batch before, by track, oldest first.
    bool more = false; ///< Some events are left, or wait for a call that started before them; collect again soon.
};

/// Owns one EventTrack a thread. Tracks are written by their threads without a lock; one consumer collects.
///
/// Order: by start time over all threads. An event is handed out only when no thread can still record one that started
/// before it, so a row never has to move. Only epoll_wait, which may wait for ever, is not waited for: one that started
/// before events already handed out comes first in the batch after it returned.
class Recorder
{
public:
    explicit Recorder(bool records = true); ///< False: every event is dropped, and the I/O threads record no call.
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    /// Adds a track for one thread. Any thread. The reference is valid as long as the recorder.
    EventTrack& addTrack(std::string name, Side side);
    /// Name of the thread that wrote an event (Event::thread). Any thread.
    std::string trackName(std::uint16_t track) const;
    /// The names of all of them, by Event::thread. Any thread.
    std::vector<std::string> trackNames() const;

    /// Takes what is ready, at most `most` events, so that a consumer who is behind catches up in steps: as many as
    /// that mean that there may be more. One consumer at a time.
    Batch collect(std::size_t most = std::numeric_limits<std::size_t>::max());
    /// Takes everything, also what would have to wait; only when no track is being written any more.
    Batch collectAll();

    /// Lets go, unread, of what was recorded so far. For a consumer that shows nothing, instead of collect(): from now
    /// on no payload is kept, and events that it collects afterwards have its size only.
    void discard();

    /// Called on a recording thread when the first event after a collect() was published. Set before recording starts.
    void setWaker(std::function<void()> waker);
    /// Events that were not recorded because the consumer was too far behind. Any thread.
    std::uint64_t lost() const;

private:
    // What one track has given that is not yet handed out.
    struct Source
    {
        std::vector<Event> events;
        std::size_t next = 0;     // first event not handed out
        std::int64_t knownNs = 0; // start of the newest event read
    };

    std::vector<EventTrack*> tracks() const;
    Batch merge(std::int64_t horizonNs, std::size_t most);

    mutable std::mutex m_mutex; // guards m_tracks
    std::vector<std::unique_ptr<EventTrack>> m_tracks;
    std::vector<Source> m_sources; // by track; consumer only
    RecorderWaker m_waker;
};

} // namespace core
