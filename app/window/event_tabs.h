// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs below the panels: the event log and what else is seen of the same events.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/log/event_details.h"
#include "widgets/moment/moment.h"

#include <QTabWidget>
#include <optional>

namespace widgets {
class LogPanel;
class PacketsPanel;
class StatesPanel;
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

public Q_SLOTS:
    /// Selects it in each tab. 0: none.
    void selectEvent(quint64 number);
    void showMoment(const std::optional<widgets::Moment>& moment);

Q_SIGNALS:
    /// The user chose an event in one of the tabs.
    void eventSelected(quint64 number);

private:
    widgets::LogPanel* m_log;
    widgets::StatesPanel* m_states;
    widgets::PacketsPanel* m_packets;
};

} // namespace app
