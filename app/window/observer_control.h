// SPDX-License-Identifier: GPL-3.0-or-later
// The choice "Observe kernel": started, stopped, remembered.
#pragma once

#include "app/settings/settings.h"
#include "core/network/network_status.h"
#include "core/observe/observer_status.h"

#include <QAction>
#include <QObject>

namespace core {
class Session;
} // namespace core

namespace app {

/// GUI thread. Session and settings are not owned and outlive it.
class ObserverControl final : public QObject
{
    Q_OBJECT
public:
    ObserverControl(core::Session& session, SettingsStore& settings, QObject* parent = nullptr);

    /// Checkable, F7: what the user wants is what the observer does. An attempt that failed unchecks it again.
    QAction* action() { return &m_action; }
    void setStatus(const core::ObserverStatus& status);
    /// Sockets are made in that network now: observes there, if it does and does so in another one.
    void changeNetwork(core::Network network);
    /// Starts what ran when the program was last used, where nobody is asked for a password for it: as root.
    void restore();

private:
    void observe(bool wanted);

    core::Session& m_session;
    SettingsStore& m_settings;
    QAction m_action;
    core::Network m_network = core::Network::ThisComputer; // where sockets are made, as far as it is told
};

} // namespace app
