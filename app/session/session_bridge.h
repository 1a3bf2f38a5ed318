// SPDX-License-Identifier: GPL-3.0-or-later
// Brings what happens on the I/O threads to the GUI thread: batches of events, and how server and clients stand.
#pragma once

#include "app/session/event_pump.h"
#include "core/session/session.h"
#include "widgets/feed/event_feed.h"

#include <QObject>
#include <memory>

namespace app {

/// Owns the session. GUI thread; its signals are emitted there. `feed` is not owned and outlives it.
class SessionBridge final : public QObject
{
    Q_OBJECT
public:
    explicit SessionBridge(widgets::EventFeed& feed, QObject* parent = nullptr);
    ~SessionBridge() override; ///< Closes every socket and joins the threads.

    [[nodiscard]] core::Result<void> start();
    core::Session& session() { return m_session; }
    void flushReady() { m_pump.flushReady(); } ///< What is recorded by now is in the feed when it returns.
    /// Closes every socket and joins the threads, for good; all that happened is in the feed when it returns.
    void stop();

Q_SIGNALS:
    void serverChanged(const core::ServerStatus& status);
    void clientChanged(const core::ClientStatus& status);
    void observerChanged(const core::ObserverStatus& status);
    void networkChanged(const core::NetworkStatus& status);
    /// How many events were not recorded in all, because the window was too far behind.
    void lostChanged(quint64 lost);

private:
    class Relay; // told on the I/O threads

    std::unique_ptr<Relay> m_relay;
    core::Session m_session;
    EventPump m_pump;
};

} // namespace app
