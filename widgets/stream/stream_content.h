// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of one connection's stream, as they can be shown now.
#pragma once

#include "core/stream/stream_index.h"
#include "core/stream/stream_rows.h"
#include "widgets/common/slice_timer.h"
#include "widgets/feed/event_feed.h"

#include <QObject>
#include <functional>
#include <optional>
#include <vector>

namespace widgets {

/// Reads the feed in slices of 4 ms, one an event-loop turn, and goes on as the stream grows; holds places, never bytes
/// or text. GUI thread.
class StreamContent final : public QObject
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the content.
    StreamContent(EventFeed& feed, core::ConnectionId connection, QObject* parent = nullptr);

    /// A line. A plain value; its bytes are valid until the event loop goes on.
    struct Row
    {
        core::StreamSegment segment;
        std::uint32_t row = 0; ///< In the segment.
        std::span<const std::byte> bytes;
        bool isLetGo = false; ///< Its event is gone already.
    };

    core::ConnectionId connection() const { return m_connection; }
    /// Whose account is read; none: that of the client, else of the server, else the packets, whichever has bytes.
    void setSource(std::optional<core::StreamSource> source);
    core::StreamSource source() const;
    bool has(core::StreamSource source) const { return !account(source).empty(); }
    void setForm(core::StreamForm form);
    core::StreamForm form() const { return m_form; }
    /// None: both.
    void setDirection(std::optional<core::StreamDirection> direction);
    std::optional<core::StreamDirection> direction() const { return m_direction; }

    const core::StreamIndex& index() const { return account(m_shown); }
    bool isShown(const core::StreamSegment& segment) const { return !m_direction || *m_direction == segment.direction; }
    /// The bytes of a segment; none when they are not there.
    std::span<const std::byte> bytesOf(const core::StreamSegment& segment) const;
    /// Bytes of a direction that are there.
    quint64 keptBytes(core::StreamDirection direction) const { return index().kept(direction); }

    quint64 rows() const { return m_rows.rows(); }
    /// How many segments of index() have their rows already: the first ones. While they are fewer than all, more follow
    /// with changed().
    std::size_t segmentsRead() const { return m_rows.segments(); }
    /// The rows `first` to `last`, as far as they are there, one after another until `take` returns false. Each segment
    /// is gone through once, so that many rows cost no more than their bytes.
    void visit(quint64 first, quint64 last, const std::function<bool(const Row& row)>& take) const;
    /// number < rows(). Costs what lies before it in its segment.
    Row row(quint64 number) const;
    /// The first row of an event; none when it has none here (yet).
    std::optional<quint64> rowOfEvent(quint64 number) const;
    /// The same; of an event of this connection that moved no bytes itself the row of those that belong to it: of a
    /// message that was received the bytes before it, of any other the next ones.
    std::optional<quint64> rowNearEvent(quint64 number) const;
    std::size_t segmentOfRow(quint64 number) const { return m_rows.place(number).segment; }
    /// The row of a segment that its byte `offset` stands in; segment < segmentsRead().
    quint64 rowOfByte(std::size_t segment, std::uint32_t offset) const;
    /// An end of ours was closed, as far as events were looked through: it sends and receives no more.
    bool isOver() const { return m_isOver; }
    /// False while older events are still being looked through.
    bool isComplete() const { return !m_slices.isActive(); }

Q_SIGNALS:
    /// Rows were added at the end, or the last ones are other ones now.
    void changed();
    /// Everything is another one: form, direction or account, or all was cleared.
    void restarted();
    /// The first ones are gone.
    void dropped(quint64 segments, quint64 rows);

private:
    const core::StreamIndex& account(core::StreamSource source) const
    {
        return m_accounts[static_cast<std::size_t>(source)];
    }
    void onLetGo();
    void onCleared();
    void clearAccounts();
    void slice();
    void addEvent(const core::Event& event, quint64 number);
    void restartRows();
    std::uint32_t rowsOf(const core::StreamSegment& segment) const;

    EventFeed& m_feed;
    core::ConnectionId m_connection;
    std::optional<core::StreamSource> m_source;
    core::StreamSource m_shown = core::StreamSource::ClientCalls; // the account that m_rows belongs to
    core::StreamForm m_form = core::StreamForm::Text;
    std::optional<core::StreamDirection> m_direction;
    std::vector<core::StreamIndex> m_accounts; // by StreamSource
    core::StreamRows m_rows;                   // of the first segments of the account shown
    quint64 m_next = 0;                        // number of the event to look at
    bool m_isOver = false;
    SliceTimer m_slices;
};

} // namespace widgets
