// SPDX-License-Identifier: GPL-3.0-or-later
// The events of a feed that pass a filter, as rows: what the event log and the table of packets have in common.
#pragma once

#include "core/filter/filter_key.h"
#include "widgets/common/slice_timer.h"
#include "widgets/feed/event_feed.h"
#include "widgets/log/columns/time_column.h"
#include "widgets/log/connection_labels.h"
#include "widgets/log/log_index.h"

#include <QAbstractTableModel>
#include <QList>
#include <cstdint>
#include <optional>

namespace widgets {

class Bookmarks;

/// Holds numbers only: every text is made when it is asked for. At most one insertion and one removal of rows a batch.
/// A filter is applied in slices of 4 ms, one an event-loop turn, while new events keep arriving. GUI thread.
class EventRowsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// The first columns of every such table.
    enum CommonColumn { Number, Time, Delta, Side, Connection, CommonColumns };
    enum ItemRole {
        NumberRole = Qt::UserRole, ///< quint64: number of the event
        TroubleRole,               ///< bool: the row carries a mark: something the user should see
        SideRole,                  ///< int: core::Side
        KindRole,                  ///< int: core::EventKind
        InferredRole,              ///< bool: not observed, drawn in italics
        ConnectionRole,            ///< uint: core::ConnectionId
    };
    /// Where the rows stand still, and what has happened since.
    struct Pause
    {
        quint64 number = 0;   ///< The first event that is not shown because of it.
        std::int64_t ns = 0;  ///< Start of the newest event then (CLOCK_MONOTONIC); 0: there was none.
        quint64 rowsGone = 0; ///< Rows that stood there and were dropped since.
    };

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    void setFilter(const LogFilter& filter);
    const LogFilter& filter() const { return m_index.filter(); }
    /// Names of Event::thread, for filters that ask for them.
    void setThreadNames(RowContext::ThreadName names) { m_index.setThreadNames(std::move(names)); }
    /// What a filter knows of events besides the events.
    const core::FilterContext& filterContext() const { return m_index.context(); }

    /// Row of an event; -1 when the filter hides it, it was dropped or it is not looked at yet.
    int rowOf(quint64 number) const;
    quint64 numberAt(int row) const;
    /// The numbers of all rows; a copy costs two bytes each.
    const EventNumbers& numbers() const { return m_index.numbers(); }
    /// The event of a row; none when it was dropped a moment ago.
    std::optional<core::Event> eventAt(int row) const;
    /// How many rows have a smaller number.
    int rowsBefore(quint64 number) const;
    /// Paused, no row is added; the recording goes on. What was dropped cannot be shown and goes. Clearing the feed
    /// ends the pause.
    void setPaused(bool paused);
    const std::optional<Pause>& pause() const { return m_pause; }
    /// Events, shown or not, that were recorded since the pause began.
    quint64 eventsSincePause() const;
    /// The keys of the filter language for what a cell shows; none for a cell that no key asks for.
    virtual QList<core::FilterKey> filterKeys(int column, const core::Event& event) const;
    /// The event carries a mark in its row.
    virtual bool isMarked(const core::Event& event) const = 0;
    const EventFeed& feed() const { return m_feed; }
    /// What the column Time shows.
    const TimeColumn& timeColumn() const { return m_time; }
    void setTimeFormat(TimeColumn::Format format);
    /// Times are shown from this event on, which is marked. 0: none, and the format is that of before.
    void setTimeReference(quint64 number);
    /// Whose events carry a mark. Not owned; may be null.
    void setBookmarks(const Bookmarks* bookmarks);
    /// False while a change of the filter is still being applied.
    bool isComplete() const { return m_index.isComplete(); }
    const ConnectionLabels& labels() const { return m_labels; }
    /// Columns of a row separated by tabs, as they are shown, without marks.
    QString rowText(int row, const QList<int>& columns) const;

Q_SIGNALS:
    /// The number of rows, of events, or isComplete() changed.
    void countsChanged();
    void pausedChanged(bool paused);

protected:
    /// The feed is not owned and must outlive the model.
    EventRowsModel(EventFeed& feed, const LogFilter& filter, QObject* parent);

    /// Text of a column without its mark.
    virtual QString cellText(const core::Event& event, quint64 number, int row, int column) const;
    /// What stands before the number of a row that is marked, and the same for a screen reader ("3, error").
    virtual QString marked(const QString& number) const = 0;
    virtual QString markedInWords(quint64 number) const = 0;
    /// Numbers stand at the right of their column.
    virtual bool isNumeric(int column) const { return column <= Delta; }

private:
    void onAppended(qsizetype first, qsizetype count);
    void onLetGo();
    void onCleared();
    void scanSlice();
    void showFound();
    QString text(int row, int column) const;
    QVariant numberCell(int row, bool spoken) const;
    QVariant timeCell(int row, bool spoken) const;
    QString spokenConnection(int row) const;
    void renewColumn(int column);

    EventFeed& m_feed;
    ConnectionLabels m_labels;
    LogIndex m_index;
    SliceTimer m_slices;
    LogIndex::Clock::time_point m_nextShow; // of rows, while a search goes on
    std::optional<Pause> m_pause;
    TimeColumn m_time;
    TimeColumn::Format m_formatBefore = TimeColumn::Format::SinceStart;
    const Bookmarks* m_bookmarks = nullptr;
};

} // namespace widgets
