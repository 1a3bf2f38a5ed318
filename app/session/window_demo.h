// SPDX-License-Identifier: GPL-3.0-or-later
// "Start demo" in the window: what a user would do with two clicks, a word and Enter, done for them.
#pragma once

#include "core/session/requests.h"

#include <QObject>
#include <QString>

namespace app {

/// A small state machine: listen (unless the server does already), connect the client (unless it is connected), send
/// "Hello!". Asks for each step by a signal and goes on when it is told the outcome; an error ends it, and is shown
/// where that step shows its errors. GUI thread.
class WindowDemo final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool isRunning() const { return m_step != Step::Idle; }

    /// Starts with what is known of the server and of the client that shall take part: one without a connection, or
    /// connected to this server.
    void start(const core::ServerStatus& server, const core::ClientStatus& client);
    void cancel() { m_step = Step::Idle; } ///< A step could not be asked for.
    void serverChanged(const core::ServerStatus& server);
    void clientChanged(const core::ClientStatus& client);
    void clientRemoved(core::ClientId client);

Q_SIGNALS:
    void listenRequested();
    void connectRequested(core::ClientId client, const core::Address& server);
    void sendRequested(core::ClientId client, const QByteArray& message);

private:
    enum class Step : quint8 { Idle, Listening, Connecting };

    void connectTo(const core::Address& server);
    void sendHello();

    Step m_step = Step::Idle;
    core::ClientStatus m_client;
};

} // namespace app
