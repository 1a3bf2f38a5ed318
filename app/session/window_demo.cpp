// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/window_demo.h"

namespace app {

void WindowDemo::start(const core::ServerStatus& server, const core::ClientStatus& client)
{
    m_client = client;
    if (server.phase == core::ServerStatus::Phase::Listening) {
        connectTo(server.address);
    } else {
        m_step = Step::Listening;
        Q_EMIT listenRequested();
    }
}

void WindowDemo::serverChanged(const core::ServerStatus& server)
{
    if (m_step != Step::Listening)
        return;
    if (server.phase == core::ServerStatus::Phase::Listening)
        connectTo(server.address);
    else
        m_step = Step::Idle;
}

void WindowDemo::connectTo(const core::Address& server)
{
    if (m_client.phase == core::ClientStatus::Phase::Connected && !m_client.peerClosed) {
        sendHello();
        return;
    }
    m_step = Step::Connecting;
    Q_EMIT connectRequested(m_client.client, server);
}

void WindowDemo::clientChanged(const core::ClientStatus& client)
{
    if (client.client != m_client.client)
        return;
    m_client = client;
    if (m_step != Step::Connecting)
        return;
    if (client.phase == core::ClientStatus::Phase::Connected)
        sendHello();
    else if (client.phase == core::ClientStatus::Phase::Idle)
        m_step = Step::Idle;
}

void WindowDemo::clientRemoved(core::ClientId client)
{
    if (client == m_client.client)
        cancel();
}

void WindowDemo::sendHello()
{
    m_step = Step::Idle;
    Q_EMIT sendRequested(m_client.client, QByteArrayLiteral("Hello!"));
}

} // namespace app

#include "moc_window_demo.cpp"
