// SPDX-License-Identifier: GPL-3.0-or-later
// One selected event and one moment for all views of a recording.
#pragma once

#include "widgets/moment/moment_control.h"

#include <QObject>

namespace widgets {
class WirePanel;
} // namespace widgets

namespace app {

class EventTabs;

/// Keeps the wire and the tabs of one recording in step: an event that is selected in one is selected in the others,
/// and is the moment that they show. GUI thread.
class LinkedViews final : public QObject
{
    Q_OBJECT
public:
    /// None is owned; all outlive it.
    LinkedViews(const widgets::EventFeed& feed, EventTabs& tabs, widgets::WirePanel& wire, QObject* parent = nullptr);

    widgets::MomentControl& moment() { return m_moment; }

public Q_SLOTS:
    /// 0: none.
    void select(quint64 number);
    /// Shows the present again, and goes on with it.
    void backToNow();

Q_SIGNALS:
    void selected(quint64 number);
    void momentChanged(const std::optional<widgets::Moment>& moment);

private:
    EventTabs& m_tabs;
    widgets::WirePanel& m_wire;
    widgets::MomentControl m_moment;
};

} // namespace app
