// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of an opened recording: the wire and the tabs.
#pragma once

#include "app/window/linked_views.h"
#include "core/file/recording_reader.h"
#include "widgets/feed/event_feed.h"

#include <QWidget>

class QHBoxLayout;

namespace widgets {
class MomentBar;
class RoleLabel;
class WirePanel;
} // namespace widgets

namespace app {

class EventTabs;

/// Has a feed of its own and no session: nothing in here can open a socket. GUI thread.
class RecordingView final : public QWidget
{
    Q_OBJECT
public:
    /// Of a file that holds nothing so far; its events come through feed().
    RecordingView(const core::ReadOutcome& file, core::Recording::Limits limits, QWidget* parent = nullptr);

    widgets::EventFeed& feed() { return m_feed; }
    EventTabs& tabs() const { return *m_tabs; }
    widgets::WirePanel& wire() const { return *m_wire; }
    const core::RecordingFacts& facts() const { return m_facts; }
    QString description() const; ///< What the line at the top says.

    /// Puts a control at the end of the line at the top; the view owns it then.
    void addControl(QWidget* control);
    /// Sets the bookmarks of the file, once its events have come.
    void showBookmarks();

public Q_SLOTS:
    /// Everything has come: goes to the beginning.
    void showBeginning();

protected:
    void keyPressEvent(QKeyEvent* event) override; // what nobody else wanted

private:
    void describe(const core::ReadOutcome& file);

    const core::RecordingFacts m_facts;
    widgets::EventFeed m_feed;
    QHBoxLayout* m_top;
    widgets::RoleLabel* m_description;
    widgets::MomentBar* m_momentBar;
    widgets::WirePanel* m_wire;
    EventTabs* m_tabs;
    LinkedViews m_views;
};

} // namespace app
