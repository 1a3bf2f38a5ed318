// SPDX-License-Identifier: GPL-3.0-or-later
// Counts what a feed brings, a slice at a time.
#pragma once

#include "core/statistics/statistics.h"
#include "widgets/common/slice_timer.h"
#include "widgets/feed/event_feed.h"

#include <QObject>

namespace widgets {

/// Batches are counted as they come; what was recorded before, or came too fast, in slices of 4 ms, one an event-loop
/// turn. GUI thread.
class StatisticsReader final : public QObject
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the reader.
    explicit StatisticsReader(EventFeed& feed, QObject* parent = nullptr);

    const core::Statistics& statistics() const { return m_statistics; }
    /// Events that were dropped before they could be counted.
    quint64 missed() const { return m_missed; }
    /// False while older events are still being counted.
    bool isComplete() const { return !m_slices.isActive(); }
    /// Start of the newest event that was counted; 0 before.
    std::int64_t newestNs() const { return m_newestNs; }

Q_SIGNALS:
    /// All was cleared and is counted anew.
    void restarted();

private:
    void restart();
    void slice();

    EventFeed& m_feed;
    core::Statistics m_statistics;
    quint64 m_next = 0; // number of the event to count
    quint64 m_missed = 0;
    std::int64_t m_newestNs = 0;
    SliceTimer m_slices;
};

} // namespace widgets
