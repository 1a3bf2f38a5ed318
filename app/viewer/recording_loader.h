// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a recording without stopping the window.
#pragma once

#include "core/file/recording_reader.h"
#include "widgets/common/file_task.h"
#include "widgets/common/slice_timer.h"
#include "widgets/feed/event_feed.h"

#include <QObject>
#include <deque>

namespace app {

/// First the whole file is read on another thread, so that one that turns out malformed leaves nothing behind; then the
/// events are handed to a feed, in portions of some milliseconds. GUI thread.
class RecordingLoader final : public QObject
{
    Q_OBJECT
public:
    /// What becomes of a file that holds more events or bytes of payload than there may be.
    enum class Excess {
        IsRefused,
        IsLetGo, ///< The oldest of it. For journals: they hold for a while what the recording has dropped already.
    };
    static core::Recording::Limits largestLimits(); ///< What a window may record at most (settings.h).

    explicit RecordingLoader(QObject* parent = nullptr);

    /// Ends with wasRead() or failed().
    void start(const QString& path, Excess excess, core::Recording::Limits most = largestLimits());
    /// After wasRead(). `feed` is not owned and outlives the loader.
    void handOver(widgets::EventFeed& feed);

    /// Room for all of it.
    core::Recording::Limits limits() const;

Q_SIGNALS:
    /// First of the bytes read, then of the events handed over.
    void progressed(int thousandths);
    void wasRead(const core::ReadOutcome& outcome);
    void failed(const core::FileError& error);
    void handedOver();

private:
    void handPortion();

    widgets::FileTask m_task;
    std::deque<core::Batch> m_batches; // read and not yet handed over
    std::uint64_t m_events = 0;        // to be handed over in all
    std::uint64_t m_handed = 0;
    std::size_t m_taken = 0; // from the front of the first batch
    widgets::EventFeed* m_feed = nullptr;
    widgets::SliceTimer m_portions;
};

} // namespace app
