// SPDX-License-Identifier: GPL-3.0-or-later
// One client: where to connect to, what was said, what to say next.
#pragma once

#include "core/session/requests.h"
#include "widgets/client/conversation_model.h"
#include "widgets/client/message_parser.h"
#include "widgets/client/name_resolver.h"
#include "widgets/feed/event_feed.h"
#include "widgets/moment/moment.h"

#include <QPointer>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

class QDoubleSpinBox;
class QLabel;
class QTimer;

namespace widgets {

class AccentButton;
class ConversationView;
class FieldMessage;
class FoldButton;
class MessageBar;
class MessageEdit;
class RoleLabel;
class TargetEdit;

/// What a client panel remembers from one start of the program to the next. A plain value.
struct ClientSettings
{
    QString target;      ///< Empty: the target follows the server.
    QStringList history; ///< Targets used before, newest first.
    MessageMode mode = MessageMode::Text;
    LineEnding lineEnding = LineEnding::None;
    std::chrono::milliseconds timeout{5000}; ///< For each address.
    bool optionsShown = false;

    friend bool operator==(const ClientSettings& a, const ClientSettings& b) = default;
};

/// Emits what the user asks for, is told the outcome by setStatus() and the feed. The feed is not owned and outlives
/// the panel. GUI thread.
class ClientPanel final : public QWidget
{
    Q_OBJECT
public:
    ClientPanel(core::ClientId client, EventFeed& feed, QWidget* parent = nullptr);

    core::ClientId client() const { return m_client; }
    const core::ClientStatus& status() const { return m_status; }
    void setStatus(const core::ClientStatus& status);
    void followServer(const core::Address& address);

    ClientSettings settings() const;
    void setSettings(const ClientSettings& settings);

    /// As the button does: connects, cancels or disconnects.
    void toggleConnect();
    void focusMessage();
    void selectEvent(quint64 number); ///< Selected elsewhere.
    /// Shows state and conversation as they were then; without a moment the present. Buttons and Send act on now.
    void showMoment(const std::optional<Moment>& moment);

    /// State of the client's end, "ESTABLISHED", or "open" of a UNIX domain socket; empty before the first connection.
    QString stateText() const;
    bool isStateOver() const;   ///< The state is that of a connection that ended.
    QString fdText() const;     ///< "fd 9", empty without a socket; of the past: "fd 9 · as of 4.201 s".
    QString actionText() const; ///< What toggleConnect() will do, without mnemonic: "Connect".

Q_SIGNALS:
    void connectRequested(core::ClientId client, const core::ConnectRequest& request);
    void cancelRequested(core::ClientId client);
    void disconnectRequested(core::ClientId client);
    void sendRequested(core::ClientId client, const std::vector<std::byte>& bytes);
    /// A host name was looked up. Payload as core::NoteCode::NameResolved and NameNotFound want it.
    void nameLookupFinished(const QString& payload, qint64 tookNs, bool found);
    void eventSelected(quint64 number);
    /// stateText(), isStateOver(), fdText() or actionText() are others now.
    void headerChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Action { Connect, Cancel, Disconnect, Wait };

    QWidget* makeTargetRow();
    QWidget* makeOptionsRow();
    void updateOptions();
    Action action() const;
    void startConnect();
    void cancelConnect();
    void requestConnect(const std::vector<core::Address>& addresses, bool lookedUp, qint64 tookNs);
    void showLookupFailure(const QString& reason, bool temporary, qint64 tookNs);
    void followTimeWait();
    void showFailure(const core::ClientStatus& before);
    void takeFocusWhenConnected();
    void sendAgain(const QByteArray& bytes);
    void refresh();
    /// The end that is shown of the past; null: none had begun.
    const core::ConnectionEnd* pastEnd() const;
    bool isOpen() const;     ///< There is a connection, or one on its way, at the moment that is shown.
    bool isUnixOpen() const; ///< Then, too; over a UNIX domain socket.
    core::TcpState state() const;
    void holdTarget(bool held);

    const core::ClientId m_client;
    core::ClientStatus m_status;
    ConversationModel m_conversation;
    std::optional<Moment> m_moment;
    NameResolver m_resolver{this};
    QString m_lookedUp;                 // host name of the look-up under way
    bool m_requested = false;           // connectRequested() was emitted, no status has come since
    QPointer<QWidget> m_focusAtRequest; // where the keyboard was when the user asked to connect
    bool m_targetHadFocus = false;      // when it was held
    bool m_takeFocus = false;           // the user asked to connect, the connection is not there yet

    QLabel* m_targetLabel;
    TargetEdit* m_target;
    AccentButton* m_button;
    FieldMessage* m_targetMessage;
    FoldButton* m_options;
    RoleLabel* m_optionsSummary;
    QWidget* m_optionsBox;
    QDoubleSpinBox* m_timeout;
    RoleLabel* m_progress;
    MessageBar* m_error;
    QString m_failedTarget; // of what m_error tells
    QTimer* m_timeWait;     // runs while the newest connection is in TIME_WAIT
    ConversationView* m_view;
    MessageEdit* m_message;
};

} // namespace widgets
