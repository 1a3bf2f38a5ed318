// SPDX-License-Identifier: GPL-3.0-or-later
// The panel in which the user starts the server and sees its connections.
#pragma once

#include "core/kernel/port_holder.h"
#include "core/session/requests.h"
#include "widgets/moment/moment.h"

#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

class QLabel;
class QCheckBox;
class QSpinBox;

namespace widgets {

class AccentButton;
class AddressBox;
class Card;
class ConnectionList;
class EventFeed;
class FieldMessage;
class MessageArea;
class MessageBar;
class ReplyBox;
class RoleLabel;

/// Emits what the user asks for and is told the outcome with setStatus(); owns no socket. The connections come from the
/// events of the feed, which is not owned and outlives the panel. GUI thread.
class ServerPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ServerPanel(EventFeed& feed, QWidget* parent = nullptr);

    QString address() const; ///< What is chosen or typed, valid or not; for the settings.
    int port() const;        ///< What was asked for: 0 stays 0 while the port that the kernel chose is shown.
    int backlog() const;
    bool dualStack() const;
    int threads() const;
    std::optional<core::ReplyRequest> reply() const; ///< Nothing while the answer has a mistake.
    ConnectionList* connections() { return m_connections; }

public Q_SLOTS:
    void setStatus(const core::ServerStatus& status);
    /// Who holds the address that could not be bound (portHolderRequested()); ignored when that error is over.
    void setPortHolder(const core::Address& wanted, const std::optional<core::PortHolder>& holder);
    /// Starts or stops as the button does; ignored while the outcome of the last request is not known yet.
    /// False when nothing was asked for: a field has a mistake (said there), or the last outcome is awaited.
    bool toggle();
    /// Shows listener and connections as they were then; without a moment the present. The button acts on now.
    void showMoment(const std::optional<widgets::Moment>& moment);
    void setAddress(const QString& address);        ///< Ignored while listening.
    void setPort(int port);                         ///< 0 to 65535; ignored while listening.
    void setPrivateNetwork(bool isPrivate);         ///< Sockets are made in a network of the program's own.
    void setBacklog(int backlog);                   ///< Ignored while listening.
    void setThreads(int threads);                   ///< At least 1; ignored while listening.
    void setDualStack(bool on);                     ///< Ignored while listening.
    void setReply(const core::ReplyRequest& reply); ///< Ignored while listening.

Q_SIGNALS:
    void listenRequested(const core::ListenRequest& request);
    /// The address was in use when the server was to start.
    void portHolderRequested(const core::Address& wanted);
    void stopRequested(); ///< Close the listener and its connections.
    void closeRequested(std::vector<core::ConnectionId> connections);
    void halfCloseRequested(std::vector<core::ConnectionId> connections);
    void resetRequested(std::vector<core::ConnectionId> connections);
    void closeAllRequested();
    void connectionActivated(core::ConnectionId connection);

private:
    bool isListening() const { return m_status.phase == core::ServerStatus::Phase::Listening; }
    void buildFields();
    void buildStart();
    bool start();
    void showStatus();
    void showHeader();
    void showErrors(const core::ServerStatus& before);
    void updateHints();
    void updateEmptyText();
    void giveRoom();

    core::ServerStatus m_status;
    std::optional<Moment> m_moment;
    bool m_waiting = false; // for the outcome of a request
    bool m_private = false;
    int m_askedPort = 8080; // while listening the field shows the real one

    Card* m_card;
    AddressBox* m_address;
    QSpinBox* m_port;
    QCheckBox* m_dualStack;
    QSpinBox* m_backlog;
    QSpinBox* m_threads;
    FieldMessage* m_addressMessage;
    FieldMessage* m_portMessage;
    QWidget* m_everyInterface;
    RoleLabel* m_portHint;
    RoleLabel* m_reuse;
    ReplyBox* m_reply;
    AccentButton* m_start;
    MessageBar* m_message;
    MessageBar* m_pausedNotice;
    MessageArea* m_messages; // these two
    ConnectionList* m_connections;
};

} // namespace widgets
