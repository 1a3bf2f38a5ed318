// SPDX-License-Identifier: GPL-3.0-or-later
// The panel of the wire on the screen, with events in it.
#pragma once

#include "tests/widgets/wire/wire_events.h"
#include "widgets/wire/ladder_view.h"
#include "widgets/wire/wire_panel.h"

#include <QPushButton>
#include <QScrollBar>

namespace wire_test {

using widgets::EventFeed;
using widgets::LadderItem;
using widgets::LadderKind;
using widgets::LadderLayout;
using widgets::LadderView;
using widgets::WirePanel;

// A panel on the screen with the events of some echoes.
struct Fixture
{
    explicit Fixture(int echoes, QSize size = {640, 420}, std::size_t limit = 500'000)
        : feed({.events = limit, .payloadBytes = 1 << 20}), panel(feed), view(panel.view())
    {
        panel.resize(size);
        panel.show();
        tell(echoes);
    }
    void tell(int echoes)
    {
        for (int i = 0; i < echoes; ++i)
            tellEcho(story, ++connection);
        feed.append(story.batch());
    }
    QScrollBar* bar() const { return view->verticalScrollBar(); }
    QPushButton* follow() const { return panel.findChild<QPushButton*>(QStringLiteral("follow")); }
    QPoint placeOf(std::uint64_t number) const
    {
        const LadderItem& item = view->ladder().at(view->ladder().indexOf(number));
        const QRect row = view->eventRect(number);
        const bool server = item.side == Side::Server;
        if (item.kind == LadderKind::State)
            return {row.center().x() + (server ? -20 : 20), row.center().y()};
        return {server ? row.width() / 4 : row.width() * 3 / 4, row.center().y()};
    }

    Story story;
    core::ConnectionId connection = 0;
    EventFeed feed;
    WirePanel panel;
    LadderView* view;
};

} // namespace wire_test
