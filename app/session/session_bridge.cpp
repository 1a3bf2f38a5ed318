// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_bridge.h"

#include "core/sys/descriptor_limit.h"

#include <QMetaObject>
#include <algorithm>
#include <chrono>

namespace app {

namespace {

constexpr qint64 kBatchMs = 33; // between two batches: about 30 a second

} // namespace

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
      m_feed(feed),
      m_relay(std::make_unique<Relay>(*this)),
      m_session(m_relay.get(), core::raiseDescriptorLimit())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SessionBridge::flush);
    m_session.recorder().setWaker(
        [this] { QMetaObject::invokeMethod(this, &SessionBridge::schedule, Qt::QueuedConnection); });
}

SessionBridge::~SessionBridge()
{
    m_session.stop();
}

core::Result<void> SessionBridge::start()
{
    return m_session.start();
}

void SessionBridge::schedule()
{
    if (m_timer.isActive())
        return;
    const qint64 passed = m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : kBatchMs;
    m_timer.start(std::chrono::milliseconds(std::clamp<qint64>(kBatchMs - passed, 0, kBatchMs)));
}

void SessionBridge::flush()
{
    m_sinceFlush.start();
    core::Batch batch = m_session.recorder().collect();
    const bool more = batch.more;
    m_feed.append(std::move(batch));
    if (const quint64 lost = m_session.recorder().lost(); lost != m_lost) {
        m_lost = lost;
        Q_EMIT lostChanged(lost);
    }
    if (more)
        schedule();
}

} // namespace app
