// SPDX-License-Identifier: GPL-3.0-or-later
// Takes recorded events to the window: whole batches, about 30 times a second.
#pragma once

#include "core/event/recorder.h"
#include "widgets/common/slice_timer.h"
#include "widgets/feed/event_feed.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <cstddef>
#include <optional>

namespace app {

/// Collects when there is something to collect, never else. What came too fast for one batch follows in the next passes
/// of the event loop, so that none of them gets long. Neither recorder nor feed is owned; both outlive it, and nothing
/// is recorded while it is made or destroyed. GUI thread.
class EventPump final : public QObject
{
    Q_OBJECT
public:
    /// Events of one batch. An event costs the window more the more connections it has to look up, so a batch that took
    /// too long makes the next one smaller; one that took little, larger again.
    static constexpr std::size_t kMostAtOnce = 4000;
    static constexpr std::size_t kFewestAtOnce = 250;

    EventPump(core::Recorder& recorder, widgets::EventFeed& feed, QObject* parent = nullptr);

    /// Collects what is ready now, in one batch; recording goes on.
    void flushReady();
    /// Collects all that is left, in one batch. When nothing is recorded any more.
    void flushAll();

Q_SIGNALS:
    /// How many events were not recorded in all, because the window was too far behind.
    void lostChanged(quint64 lost);

private:
    void schedule();
    void flush();
    void appendWaiting();
    void adapt(std::size_t events, qint64 tookNs);

    core::Recorder& m_recorder;
    widgets::EventFeed& m_feed;
    QTimer m_timer;             // until the next batch may be collected, and
    widgets::SliceTimer m_turn; // then until it is this one's turn
    QElapsedTimer m_sinceFlush;
    std::size_t m_atOnce = kMostAtOnce;
    std::optional<core::Batch> m_waiting; // for the next pass: this one has dropped events
    quint64 m_lost = 0;
};

} // namespace app
