// SPDX-License-Identifier: GPL-3.0-or-later
// The choice of the network in which sockets are made: this computer's or a private one.
#pragma once

#include "core/network/network_status.h"
#include "core/session/requests.h"

#include <QSet>
#include <QWidget>

class QComboBox;

namespace widgets {
class RoleLabel;
} // namespace widgets

namespace app {

/// A combo box with a badge beside it while the network is private. Can be changed only while no server listens and no
/// client is connected, since a socket stays in the network in which it was made; else its tool tip says so, also to
/// F8. Asks for a network by a signal and shows what it is told. GUI thread.
class NetworkBox final : public QWidget
{
    Q_OBJECT
public:
    explicit NetworkBox(QWidget* parent = nullptr);

    void setStatus(const core::NetworkStatus& status);
    void setServer(const core::ServerStatus& status);
    void setClient(const core::ClientStatus& status);
    void removeClient(core::ClientId client);

Q_SIGNALS:
    /// Also when a private network that has ended is chosen again.
    void networkChosen(core::Network network);

private:
    void open(); // or says why it cannot be changed now
    void onActivated(int index);
    void updateEnabled();

    QComboBox* m_choice;
    widgets::RoleLabel* m_badge;
    core::NetworkStatus m_status;
    bool m_listening = false;
    QSet<core::ClientId> m_busyClients;
};

} // namespace app
