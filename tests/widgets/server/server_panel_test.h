// SPDX-License-Identifier: GPL-3.0-or-later
// The server panel on the screen, and what the tests look for in it.
#pragma once

#include "server_events.h"
#include "widgets/common/message_bar.h"
#include "widgets/feed/event_feed.h"
#include "widgets/server/address_box.h"
#include "widgets/server/connection_list.h"
#include "widgets/server/server_panel.h"

#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QtTest>
#include <memory>

using namespace widgets;
using Connections = std::vector<core::ConnectionId>;

inline core::ServerStatus listening(const char* host, std::uint16_t port, int fd = 7)
{
    core::ServerStatus status;
    status.phase = core::ServerStatus::Phase::Listening;
    status.address = *core::Address::ip(host, port);
    status.fds = {fd};
    return status;
}

inline core::ServerStatus failed(const char* host, std::uint16_t port, core::SysError error)
{
    core::ServerStatus status;
    status.address = *core::Address::ip(host, port);
    status.error = error;
    return status;
}

/// A new panel for each test function: a test calls these two in its slots init() and cleanup().
class ServerPanelTest : public QObject
{
protected:
    void openPanel()
    {
        m_feed = std::make_unique<EventFeed>(core::Recording::Limits{});
        m_panel = std::make_unique<ServerPanel>(*m_feed);
        m_panel->resize(330, 500);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }
    void closePanel()
    {
        m_panel.reset();
        m_feed.reset();
    }

    AddressBox* address() { return m_panel->findChild<AddressBox*>(); }
    QSpinBox* field(const char* name)
    {
        for (QSpinBox* box : m_panel->findChildren<QSpinBox*>()) {
            if (box->accessibleName() == QLatin1String(name))
                return box;
        }
        return nullptr;
    }
    QSpinBox* port() { return field("Port to listen on"); }
    QPushButton* button(const char* text)
    {
        for (QPushButton* each : m_panel->findChildren<QPushButton*>()) {
            if (each->text().remove(QLatin1Char('&')) == QLatin1String(text))
                return each;
        }
        return nullptr;
    }
    MessageBar* bar(MessageBar::Kind kind)
    {
        for (MessageBar* each : m_panel->findChildren<MessageBar*>()) {
            if (each->hasMessage() && each->kind() == kind)
                return each;
        }
        return nullptr;
    }
    QTableView* view() { return m_panel->connections()->view(); }
    void accept(core::ConnectionId last)
    {
        for (core::ConnectionId id = 1; id <= last; ++id)
            m_events.accept(id, 8);
        m_feed->append(m_events.take());
    }

    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<ServerPanel> m_panel;
    ServerEvents m_events;
};
