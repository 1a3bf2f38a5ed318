// SPDX-License-Identifier: GPL-3.0-or-later
// Searches a stream without holding up the window.
#pragma once

#include "core/stream/stream_search.h"
#include "widgets/common/slice_timer.h"
#include "widgets/stream/stream_content.h"

#include <QObject>
#include <cstddef>
#include <optional>
#include <vector>

namespace widgets {

/// Looks at the segments that are shown in slices of 4 ms, one an event-loop turn, from a place on and once round. What
/// the content has not read yet is waited for. GUI thread.
class StreamSearchRun final : public QObject
{
    Q_OBJECT
public:
    /// The content is not owned and must outlive the run.
    explicit StreamSearchRun(StreamContent& content, QObject* parent = nullptr);

    /// From behind the place that was found last when it is in `segment`, else from that segment on. `needle` is not
    /// empty.
    void start(const std::vector<std::byte>& needle, std::size_t segment, bool forward);
    void cancel();

Q_SIGNALS:
    /// `segment` is an index of StreamContent::index(). `cameRound`: on the other side of where it began.
    void found(quint64 segment, quint32 offset, bool cameRound);
    void notFound();

private:
    void onDropped(std::size_t count);
    void slice();
    bool comeRound(std::size_t size);
    void end();
    std::optional<std::uint32_t> look();

    StreamContent& m_content;
    SliceTimer m_slices;
    std::optional<core::StreamSearch> m_search;
    bool m_forward = true;
    bool m_cameRound = false;
    bool m_waiting = false;    // until the content has read on
    std::size_t m_begin = 0;   // segment; looked at twice: behind the place, and before it
    std::size_t m_segment = 0; // to look at next
    std::size_t m_from = 0;    // in it: the first place (forward), or the one behind the last
    std::optional<core::StreamMatch> m_last;
};

} // namespace widgets
