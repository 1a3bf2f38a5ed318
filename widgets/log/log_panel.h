// SPDX-License-Identifier: GPL-3.0-or-later
// The event log: tool row, table, details of the selected event.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/log/event_details.h"

#include <QByteArray>
#include <QWidget>

class QSplitter;

namespace widgets {

class FilterBar;
class LogActions;
class LogModel;
class LogOverlay;
class LogToolbar;
class LogView;

/// Put together for the window: it shows the events of a feed and says what the user asks for. GUI thread.
class LogPanel final : public QWidget
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the panel. `threadName` names a track (core::Event::thread),
    /// escaped when it comes from a file.
    LogPanel(EventFeed& feed, EventDetails::ThreadName threadName, QWidget* parent = nullptr);

    LogModel& model() const { return *m_model; }
    LogView& view() const { return *m_view; }
    EventDetails& details() const { return *m_details; }
    FilterBar& filterBar() const;
    /// Finding, jumps, bookmarks: for the menus of the window.
    LogActions& actions() const { return *m_actions; }

    /// The splitter, the columns, the format of the time, and the kinds that are shown.
    QByteArray saveState() const;
    /// False, and nothing is changed, when it is not what saveState() gave.
    bool restoreState(const QByteArray& state);

public Q_SLOTS:
    /// Shows the details of an event and, when the filter does not hide it, its row. 0: none.
    void selectEvent(quint64 number);
    void focusFilter();
    /// Shows the events that the text finds, as if the user had typed it into the filter.
    void filterBy(const QString& text);
    /// Events that were not recorded because too many came at once (core::Recorder::lost()).
    void setLost(quint64 lost);

Q_SIGNALS:
    /// The user chose an event in the table.
    void eventSelected(quint64 number);
    void followRequested(); ///< The user wants to see the newest event.
    void startDemoRequested();
    void showRequested(); ///< The user did something that is seen here.
    /// The user wants the recording emptied (EventFeed::clear()).
    void clearRequested();

private:
    void updateCounts();
    void updateCopy();
    void clearFilter();

    EventFeed& m_feed;
    LogModel* m_model;
    LogToolbar* m_toolbar;
    QSplitter* m_splitter;
    LogView* m_view;
    EventDetails* m_details;
    LogOverlay* m_overlay;
    LogActions* m_actions;
    quint64 m_lost = 0;
};

} // namespace widgets
