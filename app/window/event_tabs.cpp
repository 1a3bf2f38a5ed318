// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/event_tabs.h"

#include "core/clock.h"
#include "widgets/log/log_panel.h"
#include "widgets/packets/packets_panel.h"
#include "widgets/states/states_panel.h"

#include <QTabBar>

namespace app {

using widgets::LogPanel;
using widgets::PacketsPanel;
using widgets::StatesPanel;

namespace {

/// Where "now" is: of a recording that was opened, at its end.
StatesPanel::Clock clockOf(const widgets::EventFeed& feed)
{
    if (feed.isLive())
        return core::monotonicNs;
    return
        [&recording = feed.recording()] { return recording.empty() ? 0 : recording.at(recording.size() - 1).startNs; };
}

} // namespace

EventTabs::EventTabs(widgets::EventFeed& feed, const widgets::EventDetails::ThreadName& threadName, QWidget* parent)
    : QTabWidget(parent),
      m_log(new LogPanel(feed, threadName)),
      m_states(new StatesPanel(feed, nullptr, clockOf(feed))),
      m_packets(new PacketsPanel(feed))
{
    setDocumentMode(true);
    setTabBarAutoHide(true);
    addTab(m_log, tr("Event log"));
    addTab(m_states, tr("TCP states"));
    addTab(m_packets, tr("Packets"));
    // The keyboard goes to the bar or to the page. Qt makes the bar stand for the whole: hidden, it would trap Tab.
    setFocusProxy(nullptr);
    setFocusPolicy(Qt::NoFocus);
    tabBar()->setAccessibleName(tr("Views of the events"));

    connect(m_log, &LogPanel::eventSelected, this, &EventTabs::eventSelected);
    connect(m_states, &StatesPanel::eventSelected, this, &EventTabs::eventSelected);
    connect(m_packets, &PacketsPanel::eventSelected, this, &EventTabs::eventSelected);
}

void EventTabs::selectEvent(quint64 number)
{
    m_log->selectEvent(number);
    m_states->selectEvent(number);
    m_packets->selectEvent(number);
}

void EventTabs::showMoment(const std::optional<widgets::Moment>& moment)
{
    m_states->showMoment(moment);
}

} // namespace app
