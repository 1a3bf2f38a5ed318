// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/linked_views.h"

#include "app/window/event_tabs.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/wire/ladder_view.h"
#include "widgets/wire/wire_panel.h"

namespace app {

using widgets::LogPanel;
using widgets::MomentControl;
using widgets::WirePanel;

LinkedViews::LinkedViews(const widgets::EventFeed& feed, EventTabs& tabs, WirePanel& wire, QObject* parent)
    : QObject(parent), m_tabs(tabs), m_wire(wire), m_moment(feed)
{
    LogPanel& log = tabs.log();
    connect(&tabs, &EventTabs::eventSelected, this, &LinkedViews::select);
    connect(&wire, &WirePanel::eventSelected, this, &LinkedViews::select);
    connect(&wire, &WirePanel::followRequested, this, &LinkedViews::backToNow);
    connect(&log, &LogPanel::followRequested, this, &LinkedViews::backToNow);
    connect(&feed, &widgets::EventFeed::cleared, &log.view(), [&log] { log.view().setFollowing(true); });
    connect(&m_moment, &MomentControl::momentChanged, &wire, &WirePanel::showMoment);
    connect(&m_moment, &MomentControl::momentChanged, &tabs, &EventTabs::showMoment);
    connect(&m_moment, &MomentControl::momentChanged, this, &LinkedViews::momentChanged);
}

void LinkedViews::select(quint64 number)
{
    m_tabs.selectEvent(number);
    m_wire.selectEvent(number);
    Q_EMIT selected(number);
    m_moment.select(number);
}

void LinkedViews::backToNow()
{
    if (!m_moment.isPast())
        return;
    select(0);
    m_tabs.log().view().setFollowing(true);
    m_wire.view()->setFollowing(true);
}

} // namespace app

#include "moc_linked_views.cpp"
