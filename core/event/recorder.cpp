// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/recorder.h"

#include "core/clock.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace core {

namespace {

// A thread marks itself busy just before it reads the clock. The mark may become visible to us a little after the
// clock was read (store buffer); what we see as idle is therefore believed only for times this much earlier.
constexpr std::int64_t kVisibilityNs = 100'000;

} // namespace

Recorder::Recorder(bool records)
{
    m_waker.records = records;
}

Recorder::~Recorder() = default;

EventTrack& Recorder::addTrack(std::string name, Side side)
{
    const std::lock_guard lock(m_mutex);
    m_tracks.push_back(
        std::make_unique<EventTrack>(std::move(name), side, static_cast<std::uint16_t>(m_tracks.size()), m_waker));
    return *m_tracks.back();
}

std::string Recorder::trackName(std::uint16_t track) const
{
    const std::lock_guard lock(m_mutex);
    return track < m_tracks.size() ? m_tracks[track]->name() : std::string{};
}

std::vector<std::string> Recorder::trackNames() const
{
    std::vector<std::string> names;
    for (const EventTrack* track : tracks())
        names.push_back(track->name());
    return names;
}

void Recorder::setWaker(std::function<void()> waker)
{
    m_waker.wake = std::move(waker);
}

std::uint64_t Recorder::lost() const
{
    const std::lock_guard lock(m_mutex);
    std::uint64_t sum = 0;
    for (const auto& track : m_tracks)
        sum += track->lost();
    return sum;
}

std::vector<EventTrack*> Recorder::tracks() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<EventTrack*> result;
    result.reserve(m_tracks.size());
    for (const auto& track : m_tracks)
        result.push_back(track.get());
    return result;
}

Batch Recorder::collect(std::size_t most)
{
    m_waker.asleep.store(true);
    const std::int64_t believed = monotonicNs() - kVisibilityNs;
    const std::vector<EventTrack*> all = tracks();
    m_sources.resize(all.size());

    // Busy marks first, events after: what a thread finished between the two is then among the events.
    std::vector<std::int64_t> busy;
    busy.reserve(all.size());
    for (const EventTrack* track : all)
        busy.push_back(track->busySince());

    std::int64_t horizon = believed;
    std::vector<std::shared_ptr<PayloadChunk>> chunks;
    bool unread = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Source& source = m_sources[i];
        const std::size_t waiting = source.events.size() - source.next;
        const bool readAll = all[i]->take(source.events, chunks, most - std::min(most, waiting));
        unread = unread || !readAll;
        if (!source.events.empty())
            source.knownNs = std::max(source.knownNs, source.events.back().startNs);
        if (!readAll) // nor is what is still in the track before its last event
            horizon = std::min(horizon, source.knownNs);
        if (busy[i] == EventTrack::kStarting) // its start is not known yet, but it is not before its last event
            horizon = std::min(horizon, source.knownNs);
        else if (busy[i] != EventTrack::kIdle)
            horizon = std::min(horizon, busy[i]);
    }
    Batch batch = merge(horizon, most);
    batch.chunks = std::move(chunks);
    batch.more = batch.more || unread;
    return batch;
}

Batch Recorder::collectAll()
{
    const std::vector<EventTrack*> all = tracks();
    m_sources.resize(all.size());
    std::vector<std::shared_ptr<PayloadChunk>> chunks;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i]->take(m_sources[i].events, chunks);
    Batch batch = merge(std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::size_t>::max());
    batch.chunks = std::move(chunks);
    return batch;
}

void Recorder::discard()
{
    m_waker.asleep.store(true);
    for (EventTrack* track : tracks())
        track->discard();
    m_sources.clear();
}

Batch Recorder::merge(std::int64_t horizonNs, std::size_t most)
{
    Batch batch;
    for (;;) {
        // Few tracks (one a thread): a linear search for the earliest is faster than a heap.
        Source* earliest = nullptr;
        for (Source& source : m_sources) {
            if (source.next == source.events.size())
                continue;
            if (!earliest || source.events[source.next].startNs < earliest->events[earliest->next].startNs)
                earliest = &source;
        }
        if (!earliest)
            break;
        if (batch.events.size() == most || earliest->events[earliest->next].startNs > horizonNs) {
            batch.more = true;
            break;
        }
        batch.events.push_back(earliest->events[earliest->next++]);
    }
    for (Source& source : m_sources) {
        if (source.next < source.events.size() - source.next)
            continue; // more would move than has gone
        source.events.erase(source.events.begin(), source.events.begin() + static_cast<std::ptrdiff_t>(source.next));
        source.next = 0;
    }
    return batch;
}

} // namespace core
