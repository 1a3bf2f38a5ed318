// SPDX-License-Identifier: GPL-3.0-or-later
// The recording as the widgets see it: one store, and signals for whole batches.
#pragma once

#include "core/clock.h"
#include "core/event/recording.h"

#include <QObject>
#include <cstdint>

namespace widgets {

/// Owns the recording of the window. GUI thread only. For one append() the order of signals is
/// aboutToLetGo(), letGo(), appended(). Models keep event numbers (core::Recording::find()), never references.
class EventFeed final : public QObject
{
    Q_OBJECT
public:
    /// Of what happens.
    explicit EventFeed(core::Recording::Limits limits, QObject* parent = nullptr);
    /// Of a recording that was opened.
    EventFeed(core::Recording::Limits limits, const core::Recording::Start& start, QObject* parent = nullptr);

    /// False for a recording that was opened: nothing will happen, and there is nothing that the user could start.
    bool isLive() const { return m_isLive; }
    const core::Recording& recording() const { return m_recording; }
    /// Adds a batch; called about 30 times a second by the program, directly by tests.
    void append(core::Batch batch);
    void clear();
    /// Lets go of what `added` events would push out, so that append() has less to do. True: there was something.
    bool makeRoom(std::size_t added);
    /// What is too many for them is dropped at once.
    void setLimits(core::Recording::Limits limits);
    /// CLOCK_REALTIME minus CLOCK_MONOTONIC in nanoseconds, taken once: what makes a time stamp of these events a time
    /// of day. Of this computer, now, unless the recording comes from elsewhere.
    std::int64_t realtimeOffsetNs() const { return m_realtimeOffsetNs; }
    void setRealtimeOffsetNs(std::int64_t offset) { m_realtimeOffsetNs = offset; }
    /// What is recorded now, for work on other threads.
    core::RecordingSnapshot snapshot() const { return m_recording.snapshot(); }

Q_SIGNALS:
    /// The `count` oldest events will be gone in a moment: the last time to read them. Also before cleared().
    void aboutToLetGo(qsizetype count);
    /// The `count` oldest events are gone already; find() of their numbers gives null.
    void letGo(qsizetype count);
    /// The events with index `first` to `first + count - 1` of the recording are new, and are the last ones.
    void appended(qsizetype first, qsizetype count);
    void cleared();

private:
    void tellAboutToLetGo(std::size_t count);
    bool tellLetGo(const core::Recording::Appended& result);

    const bool m_isLive;
    core::Recording m_recording;
    std::int64_t m_realtimeOffsetNs = core::realtimeOffsetNs();
};

} // namespace widgets
