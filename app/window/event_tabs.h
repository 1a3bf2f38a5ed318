// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs below the panels: the event log and what else is seen of the same events.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/log/event_details.h"
#include "widgets/moment/moment.h"

#include <QList>
#include <QPointer>
#include <QTabWidget>
#include <optional>

class QAction;

namespace widgets {
class LogPanel;
class PacketsPanel;
class StatesPanel;
class StatisticsPanel;
class StreamWindow;
} // namespace widgets

namespace app {

/// Everything that needs a recording and nothing else, so it serves one that happens and one that was opened. A tab is
/// added here once. GUI thread.
class EventTabs final : public QTabWidget
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the tabs. `threadName` names a track (core::Event::thread).
    EventTabs(widgets::EventFeed& feed, const widgets::EventDetails::ThreadName& threadName, QWidget* parent = nullptr);

    widgets::LogPanel& log() const { return *m_log; }
    widgets::StatesPanel& states() const { return *m_states; }
    widgets::PacketsPanel& packets() const { return *m_packets; }
    widgets::StatisticsPanel& statistics() const { return *m_statistics; }

    /// Opens the stream of the connection of the selected event, else of the newest one; for a menu. Disabled while
    /// there is none.
    QAction* followStreamAction() const { return m_followStream; }
    /// Opens its window, or shows the one that is open.
    widgets::StreamWindow& followStream(core::ConnectionId connection);

public Q_SLOTS:
    /// Selects it in each tab. 0: none.
    void selectEvent(quint64 number);
    void showMoment(const std::optional<widgets::Moment>& moment);

Q_SIGNALS:
    /// The user chose an event in one of the tabs.
    void eventSelected(quint64 number);

private:
    void connectStatistics();
    void updateFollowStream();
    core::ConnectionId connectionToFollow() const;

    widgets::EventFeed& m_feed;
    quint64 m_selected = 0;
    widgets::LogPanel* m_log;
    widgets::StatesPanel* m_states;
    widgets::PacketsPanel* m_packets;
    widgets::StatisticsPanel* m_statistics;
    QAction* m_followStream;
    QList<QPointer<widgets::StreamWindow>> m_streams;
};

} // namespace app
