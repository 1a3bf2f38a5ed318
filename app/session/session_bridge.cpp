// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_bridge.h"

#include "core/sys/descriptor_limit.h"

#include <QMetaObject>

namespace app {

/// Posts what it is told to the GUI thread. Changes of status are few: a person or a peer causes each.
class SessionBridge::Relay final : public core::SessionObserver
{
public:
    explicit Relay(SessionBridge& bridge) : m_bridge(bridge) {}

    void serverChanged(const core::ServerStatus& status) override
    {
        QMetaObject::invokeMethod(
            &m_bridge, [this, status] { Q_EMIT m_bridge.serverChanged(status); }, Qt::QueuedConnection);
    }
    void clientChanged(const core::ClientStatus& status) override
    {
        QMetaObject::invokeMethod(
            &m_bridge, [this, status] { Q_EMIT m_bridge.clientChanged(status); }, Qt::QueuedConnection);
    }
    void observerChanged(const core::ObserverStatus& status) override
    {
        QMetaObject::invokeMethod(
            &m_bridge, [this, status] { Q_EMIT m_bridge.observerChanged(status); }, Qt::QueuedConnection);
    }
    void networkChanged(const core::NetworkStatus& status) override
    {
        QMetaObject::invokeMethod(
            &m_bridge, [this, status] { Q_EMIT m_bridge.networkChanged(status); }, Qt::QueuedConnection);
    }

private:
    SessionBridge& m_bridge;
};

SessionBridge::SessionBridge(widgets::EventFeed& feed, QObject* parent)
    : QObject(parent),
      m_relay(std::make_unique<Relay>(*this)),
      m_session(m_relay.get(), core::raiseDescriptorLimit(core::kWindowDescriptors)),
      m_pump(m_session.recorder(), feed)
{
    connect(&m_pump, &EventPump::lostChanged, this, &SessionBridge::lostChanged);
}

SessionBridge::~SessionBridge()
{
    m_session.stop();
}

core::Result<void> SessionBridge::start()
{
    return m_session.start();
}

void SessionBridge::stop()
{
    m_session.stop();
    m_pump.flushAll();
}

} // namespace app

#include "moc_session_bridge.cpp"
