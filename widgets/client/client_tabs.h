// SPDX-License-Identifier: GPL-3.0-or-later
// The clients of the window: one, or several as tabs.
#pragma once

#include "core/session/requests.h"
#include "widgets/client/client_panel.h"
#include "widgets/feed/event_feed.h"

#include <QWidget>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

class QAction;
class QStackedWidget;

namespace widgets {

class Card;
class ClientTabBar;

/// The card of the client side. There is always at least one client; the tabs appear with the second. GUI thread. The
/// feed is not owned and outlives it.
class ClientTabs final : public QWidget
{
    Q_OBJECT
public:
    using NewClient = std::function<core::ClientId()>; ///< core::Session::addClient()

    /// Asks `newClient` for the first client at once.
    ClientTabs(EventFeed& feed, NewClient newClient, QWidget* parent = nullptr);

    ClientPanel* addClient();  ///< A new tab, which becomes the current one.
    void closeClient(int tab); ///< Nothing happens when it is the only one.
    int count() const;
    ClientPanel* panel(int tab) const;
    ClientPanel* currentPanel() const;
    int indexOf(core::ClientId client) const; ///< -1 when there is none.
    QString tabText(int tab) const;

    /// Ctrl+T and Ctrl+W; for the menu of the window, too. Owned by this.
    QAction* newClientAction() const { return m_newClient; }
    QAction* closeClientAction() const { return m_closeClient; }

    ClientSettings settings() const;                  ///< Of the current client.
    void setSettings(const ClientSettings& settings); ///< Of the current client; new ones begin like the current.

    /// Of the current client: what toggleConnect() will do ("Connect", "Cancel", "Disconnect").
    QString actionText() const;

public Q_SLOTS:
    void setStatus(const core::ClientStatus& status); ///< Ignored when the client is no longer there.
    void followServer(const core::Address& address);
    void toggleConnect(); ///< Of the current client.
    void focusMessage();
    void selectEvent(quint64 number);
    void showMoment(const std::optional<widgets::Moment>& moment); ///< Of all clients.

Q_SIGNALS:
    void connectRequested(core::ClientId client, const core::ConnectRequest& request);
    void cancelRequested(core::ClientId client);
    void disconnectRequested(core::ClientId client);
    void sendRequested(core::ClientId client, const std::vector<std::byte>& bytes);
    void nameLookupFinished(const QString& payload, qint64 tookNs, bool found);
    void eventSelected(quint64 number);
    void clientAdded(core::ClientId client);
    void clientRemoved(core::ClientId client);
    void actionTextChanged(const QString& text);

private:
    void makeHeader();
    void updateHeader();
    void updateTab(ClientPanel* panel);
    QString nameOf(const ClientPanel* panel) const;

    EventFeed& m_feed;
    NewClient m_makeClient;
    core::Address m_server; // last one to follow
    Card* m_card;
    ClientTabBar* m_bar;
    QStackedWidget* m_pages;
    QAction* m_newClient;
    QAction* m_closeClient;
    QString m_actionText;
    std::optional<Moment> m_moment;
};

} // namespace widgets
