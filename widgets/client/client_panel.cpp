// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/client_panel.h"

#include "core/net/tcp_path.h"
#include "core/text/event_text.h"
#include "widgets/client/click_guard.h"
#include "widgets/client/conversation_list.h"
#include "widgets/client/conversation_text.h"
#include "widgets/client/conversation_view.h"
#include "widgets/client/fold_button.h"
#include "widgets/client/message_edit.h"
#include "widgets/client/target_edit.h"
#include "widgets/common/accent_button.h"
#include "widgets/common/error_text.h"
#include "widgets/common/field_message.h"
#include "widgets/common/message_area.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>
#include <cerrno>
#include <chrono>

namespace widgets {

using Phase = core::ClientStatus::Phase;

namespace {

constexpr int kNarrow = 320; // pixels

} // namespace

ClientPanel::ClientPanel(core::ClientId client, EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_client(client),
      m_conversation(feed),
      m_targetLabel(new QLabel(this)),
      m_target(new TargetEdit(this)),
      m_button(new AccentButton(tr("Connect"), core::Side::Client, AccentButton::Style::Outline, this)),
      m_targetMessage(new FieldMessage(m_target->lineEdit(), this)),
      m_options(new FoldButton(tr("Opt&ions"), this)),
      m_optionsSummary(new RoleLabel(Role::Muted, {}, this)),
      m_optionsBox(new QWidget(this)),
      m_timeout(new QDoubleSpinBox(m_optionsBox)),
      m_progress(new RoleLabel(Role::Muted, {}, this)),
      m_error(new MessageBar(this)),
      m_timeWait(new QTimer(this)),
      m_view(new ConversationView(m_conversation, this)),
      m_message(new MessageEdit(this))
{
    m_status.client = client;
    m_progress->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(7);
    column->addWidget(makeTargetRow());
    column->addWidget(m_targetMessage);
    column->addWidget(makeOptionsRow());
    column->addWidget(m_optionsBox);
    column->addWidget(m_progress);
    column->addWidget(new MessageArea({m_error}, this));
    column->addWidget(m_view, 1);
    column->addWidget(m_message);

    connect(m_target, &TargetEdit::mistakeFound, m_targetMessage, &FieldMessage::setText);
    connect(m_target, &TargetEdit::enterPressed, this, [this] {
        if (action() == Action::Connect)
            startConnect();
    });
    connect(m_button, &QPushButton::clicked, this, &ClientPanel::toggleConnect);
    connect(&m_resolver, &NameResolver::resolved, this, &ClientPanel::requestConnect);
    connect(&m_resolver, &NameResolver::failed, this, &ClientPanel::showLookupFailure);
    connect(m_view, &ConversationView::eventSelected, this, &ClientPanel::eventSelected);
    connect(m_view, &ConversationView::sendAgainRequested, this, &ClientPanel::sendAgain);
    connect(m_message, &MessageEdit::sendRequested, this, [this](const std::vector<std::byte>& bytes) {
        m_view->list()->follow(); // to the answer
        Q_EMIT sendRequested(m_client, bytes);
    });
    connect(&m_conversation, &ConversationModel::stateChanged, this, &ClientPanel::followTimeWait);
    m_timeWait->setObjectName(QStringLiteral("timeWait"));
    m_timeWait->setSingleShot(true);
    connect(m_timeWait, &QTimer::timeout, this, &ClientPanel::headerChanged);
    refresh();
}

void ClientPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // In a narrow panel the address is worth more than the words before it.
    m_targetLabel->setText(width() < kNarrow ? tr("To") : tr("Conn&ect to"));
}

QWidget* ClientPanel::makeTargetRow()
{
    auto* row = new QWidget(this);
    m_targetLabel->setBuddy(m_target);
    m_targetLabel->setContentsMargins(0, 0, 2, 0); // with a mnemonic Qt draws wider than it measures
    m_target->setAccessibleName(tr("Host and port to connect to"));
    m_target->setToolTip(
        tr("Host and port: 127.0.0.1:8080, [::1]:8080 or localhost:8080; a UNIX domain socket: unix:/run/x.sock, "
           "unix:@name"));
    new ClickGuard(m_button);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_targetLabel);
    layout->addWidget(m_target, 1);
    layout->addWidget(m_button);
    return row;
}

QWidget* ClientPanel::makeOptionsRow()
{
    auto* row = new QWidget(this);
    m_options->setAccessibleName(tr("Options of the connection"));
    m_timeout->setRange(0.1, 120.0);
    m_timeout->setDecimals(1);
    m_timeout->setSingleStep(1.0);
    m_timeout->setValue(5.0);
    m_timeout->setSuffix(tr(" s"));
    m_timeout->setAccessibleName(tr("Time limit for connecting, in seconds"));
    m_timeout->setToolTip(tr("How long to wait for an answer of each address"));

    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_options);
    layout->addWidget(m_optionsSummary, 1);
    auto* label = new QLabel(tr("Time limit for connectin&g"), m_optionsBox);
    label->setBuddy(m_timeout);
    auto* box = new QHBoxLayout(m_optionsBox);
    box->setContentsMargins(20, 0, 0, 0);
    box->addWidget(label);
    box->addWidget(m_timeout);
    box->addStretch(1);

    connect(m_options, &QToolButton::toggled, this, &ClientPanel::updateOptions);
    connect(m_timeout, &QDoubleSpinBox::valueChanged, this, &ClientPanel::updateOptions);
    updateOptions();
    return row;
}

void ClientPanel::updateOptions()
{
    const bool open = m_options->isChecked();
    m_optionsBox->setVisible(open);
    //: Summary of the options, %1 a number of seconds
    m_optionsSummary->setText(open ? QString() : tr("time limit %1 s").arg(m_timeout->value()));
}

void ClientPanel::setStatus(const core::ClientStatus& status)
{
    const core::ClientStatus before = std::exchange(m_status, status);
    const bool requested = std::exchange(m_requested, false);
    if (status.connection != 0)
        m_conversation.addConnection(status.connection, fromUtf8(status.peer.text()));
    if (status.phase == Phase::Connected && before.phase != Phase::Connected) {
        m_error->clearMessage();
        takeFocusWhenConnected();
    }
    const bool ended = requested || before.phase != Phase::Idle || before.connection != status.connection;
    if (status.phase == Phase::Idle) {
        m_takeFocus = false;
        if (status.error && ended)
            showFailure(before);
    }
    refresh();
}

void ClientPanel::followServer(const core::Address& address)
{
    m_target->followServer(address);
}

ClientSettings ClientPanel::settings() const
{
    return {m_target->isFollowing() ? QString() : m_target->currentText(),
            m_target->history(),
            m_message->mode(),
            m_message->lineEnding(),
            std::chrono::milliseconds(qRound64(m_timeout->value() * 1000)),
            m_options->isChecked()};
}

void ClientPanel::setSettings(const ClientSettings& settings)
{
    m_target->setHistory(settings.history);
    if (!settings.target.isEmpty())
        m_target->setText(settings.target);
    m_message->setMode(settings.mode);
    m_message->setLineEnding(settings.lineEnding);
    m_timeout->setValue(static_cast<double>(settings.timeout.count()) / 1000);
    m_options->setChecked(settings.optionsShown);
}

void ClientPanel::toggleConnect()
{
    switch (action()) {
    case Action::Connect:
        startConnect();
        break;
    case Action::Cancel:
        cancelConnect();
        break;
    case Action::Disconnect:
        Q_EMIT disconnectRequested(m_client);
        break;
    case Action::Wait:
        break;
    }
}

void ClientPanel::focusMessage()
{
    m_message->setFocus(Qt::OtherFocusReason);
}

void ClientPanel::selectEvent(quint64 number)
{
    m_view->selectEvent(number);
}

void ClientPanel::showMoment(const std::optional<Moment>& moment)
{
    const bool wasPast = std::exchange(m_moment, moment).has_value();
    m_conversation.showUpTo(moment ? moment->number : 0);
    if (wasPast && !moment)
        m_view->list()->follow();
    refresh();
}

const core::ConnectionEnd* ClientPanel::pastEnd() const
{
    const core::ConnectionTable& table = m_moment->tables->client;
    const auto endOf = [&table](core::ConnectionId id) { return table.find(id, core::Side::Client); };
    const core::ConnectionId id = m_conversation.newestConnection([&](core::ConnectionId each) { return endOf(each); });
    return id == 0 ? nullptr : endOf(id);
}

bool ClientPanel::isOpen() const
{
    if (!m_moment)
        return m_status.phase != Phase::Idle;
    const core::ConnectionEnd* end = pastEnd();
    return end && end->isOpen();
}

bool ClientPanel::isUnixOpen() const
{
    if (!m_moment)
        return m_status.peer.family() == AF_UNIX &&
               (m_status.phase == Phase::Connected || m_status.phase == Phase::Disconnecting);
    const core::ConnectionEnd* end = pastEnd();
    return end && end->isOpen() && end->peer.family() == AF_UNIX;
}

core::TcpState ClientPanel::state() const
{
    if (!m_moment) {
        const core::TcpState newest = m_conversation.state();
        return newest == core::TcpState::TimeWait && !m_timeWait->isActive() ? core::TcpState::Closed : newest;
    }
    const core::ConnectionEnd* end = pastEnd();
    return end ? end->state : core::TcpState::Unknown;
}

// The kernel tells nothing when TIME_WAIT is over.
void ClientPanel::followTimeWait()
{
    if (m_conversation.state() == core::TcpState::TimeWait)
        m_timeWait->start(
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(core::kTimeWaitNs)));
    else
        m_timeWait->stop();
    Q_EMIT headerChanged();
}

QString ClientPanel::stateText() const
{
    if (isUnixOpen())
        return tr("open"); // it has no TCP states
    if (state() == core::TcpState::Unknown || (!isOpen() && !isStateOver()))
        return {};
    const std::string_view name = core::stateName(state());
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

bool ClientPanel::isStateOver() const
{
    return !isOpen() && (state() == core::TcpState::Closed || state() == core::TcpState::TimeWait);
}

QString ClientPanel::fdText() const
{
    const int fd = !isOpen() ? -1 : m_moment ? pastEnd()->fd : m_status.fd;
    //: %1 number of a descriptor
    QString text = fd < 0 ? QString() : tr("fd %1").arg(fd);
    if (m_moment)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + m_moment->text();
    return text;
}

QString ClientPanel::actionText() const
{
    switch (action()) {
    case Action::Connect:
        return tr("Connect");
    case Action::Cancel:
        return tr("Cancel");
    case Action::Disconnect:
        return tr("Disconnect");
    case Action::Wait:
        return tr("Closing…");
    }
    return {};
}

ClientPanel::Action ClientPanel::action() const
{
    if (m_requested || m_resolver.isBusy())
        return Action::Cancel;
    switch (m_status.phase) {
    case Phase::Idle:
        return Action::Connect;
    case Phase::Connecting:
        return Action::Cancel;
    case Phase::Connected:
        return Action::Disconnect;
    case Phase::Disconnecting:
        return Action::Wait;
    }
    return Action::Connect;
}

void ClientPanel::startConnect()
{
    const auto target = m_target->target();
    if (!target)
        return;
    if (m_failedTarget != m_target->currentText())
        m_error->clearMessage(); // it was about another one
    m_failedTarget = m_target->currentText();
    m_target->remember(*target);
    m_focusAtRequest = QApplication::focusWidget();
    m_takeFocus = true;
    m_lookedUp = target->host;
    m_resolver.resolve(*target);
    refresh();
}

void ClientPanel::cancelConnect()
{
    m_takeFocus = false;
    const bool asked = m_requested || m_status.phase == Phase::Connecting;
    m_resolver.cancel();
    if (asked)
        Q_EMIT cancelRequested(m_client);
    refresh();
}

void ClientPanel::requestConnect(const std::vector<core::Address>& addresses, bool lookedUp, qint64 tookNs)
{
    if (lookedUp) {
        QStringList texts;
        for (const core::Address& address : addresses)
            texts.append(fromUtf8(address.host()));
        Q_EMIT nameLookupFinished(QStringLiteral("%1 -> %2").arg(m_lookedUp, texts.join(QStringLiteral(", "))), tookNs,
                                  true);
    }
    m_requested = true;
    m_view->list()->follow();
    core::ConnectRequest request;
    request.addresses = addresses;
    request.timeout = std::chrono::milliseconds(qRound64(m_timeout->value() * 1000));
    Q_EMIT connectRequested(m_client, request);
    refresh();
}

void ClientPanel::showLookupFailure(const QString& reason, bool temporary, qint64 tookNs)
{
    m_takeFocus = false;
    Q_EMIT nameLookupFinished(QStringLiteral("%1: %2").arg(m_lookedUp, reason), tookNs, false);
    m_error->showMessage(
        MessageBar::Kind::Error,
        //: %1 host name, %2 error of the resolver, "EAI_NONAME (Name or service not known)"
        tr("No address for %1: %2").arg(m_lookedUp, reason),
        temporary ? tr("The resolver of this computer could not find out whether the name exists: no name server "
                       "answered.")
                  : tr("The resolver of this computer (DNS, /etc/hosts) gave no address for that name."),
        temporary ? tr("Check the network and the name servers in /etc/resolv.conf, or write the address itself, for "
                       "example 127.0.0.1:8080.")
                  : tr("Check the spelling, or write the address itself, for example 127.0.0.1:8080."));
    refresh();
}

void ClientPanel::showFailure(const core::ClientStatus& before)
{
    const QString peer = fromUtf8(m_status.peer.text());
    const bool wasConnected = before.connection == m_status.connection &&
                              (before.phase == Phase::Connected || before.phase == Phase::Disconnecting);
    if (wasConnected) {
        m_error->showError(tr("Connection with %1").arg(peer), *m_status.error, m_status.peer.family());
        return;
    }
    const QString what = m_status.attempts > 1
                             ? tr("Connecting to %1, the last of %2 addresses").arg(peer).arg(m_status.attempts)
                             : tr("Connecting to %1").arg(peer);
    ErrorText text = errorText(what, *m_status.error, m_status.peer.family());
    if (m_status.limitReached) { // no call has failed: we gave up
        text.sentence = tr("%1: no answer within the time limit of %2 s")
                            .arg(what)
                            .arg(static_cast<double>(m_status.limitReached->count()) / 1000.0);
        text.cause = tr("The program gave up. The kernel alone would send SYN again for about two minutes and then let "
                        "connect() fail with ETIMEDOUT.");
    }
    m_error->showMessage(MessageBar::Kind::Error, text.sentence, text.cause, text.remedy);
}

void ClientPanel::takeFocusWhenConnected()
{
    if (!std::exchange(m_takeFocus, false) || !isVisible())
        return;
    // The user may have gone on to type somewhere else while the connection was on its way.
    const QWidget* focus = QApplication::focusWidget();
    if (!focus || focus == m_focusAtRequest || isAncestorOf(focus) || qobject_cast<const QAbstractButton*>(focus))
        focusMessage();
}

void ClientPanel::sendAgain(const QByteArray& bytes)
{
    if (m_status.phase != Phase::Connected) {
        m_error->showMessage(MessageBar::Kind::Notice, tr("Not connected, so nothing was sent."), {},
                             tr("Press Connect (F6) and send it again."));
        return;
    }
    const auto span = asBytes(bytes);
    Q_EMIT sendRequested(m_client, std::vector<std::byte>(span.begin(), span.end()));
}

/// While there is a connection, or soon may be, the field says with whom.
void ClientPanel::holdTarget(bool held)
{
    if (held == !m_target->isEnabledTo(this))
        return;
    const bool hadFocus = m_target->hasFocus() || m_target->lineEdit()->hasFocus();
    if (held && hadFocus)
        m_button->setFocus(Qt::OtherFocusReason); // a disabled field would lose it to the next control
    m_target->setHeld(held);
    if (held)
        m_targetHadFocus = hadFocus;
    else if (std::exchange(m_targetHadFocus, false) && m_button->hasFocus())
        m_target->setFocus(Qt::OtherFocusReason); // where the user pressed Enter, and may correct it
}

void ClientPanel::refresh()
{
    const Action next = action();
    m_button->setText(actionText());
    m_button->setToolTip(m_moment ? tr("Connects or disconnects now, and goes back to now (F6)")
                                  //: %1 what the button does, "Connect"
                                  : tr("%1 (F6)").arg(actionText()));
    m_button->setEnabled(next != Action::Wait);
    holdTarget(next != Action::Connect);
    m_message->setCanSend(m_status.phase == Phase::Connected && !m_requested);

    QString progress;
    if (m_resolver.isBusy())
        progress = tr("Looking up %1…").arg(m_lookedUp);
    else if (m_status.phase == Phase::Connecting)
        progress = m_status.attempts > 1 ? tr("Trying %1, %2 of %3…")
                                               .arg(fromUtf8(m_status.peer.text()))
                                               .arg(m_status.attempt)
                                               .arg(m_status.attempts)
                                         : tr("Trying %1…").arg(fromUtf8(m_status.peer.text()));
    m_progress->setText(progress);
    m_progress->setVisible(!progress.isEmpty());

    const bool connected = m_status.phase == Phase::Connected;
    m_view->setEmptyText(connected                ? tr("Connected. Type a message and press Enter.")
                         : next == Action::Cancel ? tr("Connecting…")
                                                  : tr("Not connected. Press Connect (F6)."));
    Q_EMIT headerChanged();
}

} // namespace widgets

#include "moc_client_panel.cpp"
