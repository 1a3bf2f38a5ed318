// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/server/server_panel.h"

#include "core/kernel/port_holder_text.h"
#include "widgets/common/accent_button.h"
#include "widgets/common/card.h"
#include "widgets/common/error_text.h"
#include "widgets/common/field_label.h"
#include "widgets/common/field_message.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/message_area.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/role_label.h"
#include "widgets/common/sentence_text.h"
#include "widgets/common/state_badge.h"
#include "widgets/server/address_box.h"
#include "widgets/server/connection_list.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/reply_box.h"

#include <QCheckBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <cerrno>

namespace widgets {

namespace {

constexpr int kDefaultPort = 8080;
constexpr int kMaxPort = 65535;
constexpr int kMostTyped = 999'999; // a field that refused the last digit would make another port of it
constexpr int kDefaultBacklog = 128;
constexpr int kMaxBacklog = 65535; // the kernel cuts it to net.core.somaxconn without a word, listen(2)

constexpr int kMostThreads = 64;

QSpinBox* numberField(int minimum, int maximum, int value, QWidget* parent)
{
    auto* field = new QSpinBox(parent);
    field->setRange(minimum, maximum);
    field->setValue(value);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    const auto digits = std::max(qsizetype{3}, QString::number(maximum).size());
    field->setFixedWidth(field->fontMetrics().horizontalAdvance(QString(digits, QLatin1Char('0'))) + 20);
    return field;
}

// A field with its label before it; they stay together.
QHBoxLayout* labelled(const QString& text, QWidget* field)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(fieldLabel(text, field));
    row->addWidget(field);
    return row;
}

} // namespace

ServerPanel::ServerPanel(EventFeed& feed, QWidget* parent)
    : QWidget(parent),
      m_card(new Card(tr("Server"), core::Side::Server, this)),
      m_address(new AddressBox(m_card)),
      m_port(numberField(0, kMostTyped, kDefaultPort, m_card)),
      m_dualStack(new QCheckBox(tr("IPv&4 connections, too"), m_card)),
      m_backlog(numberField(0, kMaxBacklog, kDefaultBacklog, m_card)),
      m_threads(numberField(1, kMostThreads, 1, m_card)),
      m_addressMessage(new FieldMessage(m_address, m_card)),
      m_portMessage(new FieldMessage(m_port, m_card)),
      m_everyInterface(new QWidget(m_card)),
      m_portHint(new RoleLabel(Role::Muted, tr("Port 0: the kernel chooses a free port."), m_card)),
      m_reuse(new RoleLabel(Role::Muted, tr("SO_REUSEADDR is on"), m_card)),
      m_reply(new ReplyBox(m_card)),
      m_start(new AccentButton(tr("S&tart server"), core::Side::Server, AccentButton::Style::Outline, m_card)),
      m_message(new MessageBar(m_card)),
      m_pausedNotice(new MessageBar(m_card)),
      m_messages(new MessageArea({m_message, m_pausedNotice}, m_card)),
      m_connections(new ConnectionList(feed, m_card))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    m_card->badge()->setSubject(tr("State of the server"));
    buildFields();
    buildStart();
    m_card->body()->addWidget(m_connections, 1);

    connect(m_messages, &MessageArea::messagesChanged, this, &ServerPanel::giveRoom);
    connect(&m_connections->model(), &QAbstractItemModel::rowsInserted, this, &ServerPanel::giveRoom);
    connect(&m_connections->model(), &QAbstractItemModel::rowsRemoved, this, &ServerPanel::giveRoom);
    connect(m_connections, &ConnectionList::closeRequested, this, &ServerPanel::closeRequested);
    connect(m_connections, &ConnectionList::halfCloseRequested, this, &ServerPanel::halfCloseRequested);
    connect(m_connections, &ConnectionList::resetRequested, this, &ServerPanel::resetRequested);
    connect(m_connections, &ConnectionList::closeAllRequested, this, &ServerPanel::closeAllRequested);
    connect(m_connections, &ConnectionList::connectionActivated, this, &ServerPanel::connectionActivated);
    showStatus();
}

void ServerPanel::buildFields()
{
    m_address->setAccessibleName(tr("Address to listen on"));
    m_address->lineEdit()->setAccessibleName(m_address->accessibleName());
    m_address->setToolTip(
        tr("An address of this machine. 127.0.0.1 and ::1 can be reached from this machine only, UNIX domain sockets "
           "(unix:/run/x.sock, unix:@name) always."));
    m_port->setAccessibleName(tr("Port to listen on"));
    m_port->setToolTip(tr("0 to 65535; 0: the kernel chooses a free port. Below 1024 usually only root may listen."));
    m_backlog->setAccessibleName(tr("Backlog"));
    m_backlog->setToolTip(
        tr("How many established connections may wait for accept4(); the kernel allows at most net.core.somaxconn."));

    m_threads->setAccessibleName(tr("Threads of the server"));
    m_threads->setToolTip(
        tr("With several, each thread has a listening socket of its own on the port (SO_REUSEPORT), and "
           "the kernel shares the connections out among them."));

    auto* addressRow = new QHBoxLayout;
    addressRow->setSpacing(6);
    addressRow->addWidget(fieldLabel(tr("Liste&n on"), m_address));
    addressRow->addWidget(m_address, 1);
    addressRow->addWidget(fieldLabel(tr("&Port"), m_port));
    addressRow->addWidget(m_port);
    m_card->body()->addLayout(addressRow);
    m_card->body()->addWidget(m_addressMessage);
    m_card->body()->addWidget(m_portMessage);

    auto* warningRow = new QHBoxLayout(m_everyInterface);
    warningRow->setContentsMargins(0, 0, 0, 0);
    auto* badge = new StateBadge(core::Side::Server, m_everyInterface);
    badge->setStyle({core::Side::Server, false, false});
    badge->setText(tr("! every interface"));
    auto* warning = new RoleLabel(Role::Neutral, tr("Other machines can connect."), m_everyInterface);
    warning->setWordWrap(true);
    warningRow->addWidget(badge);
    warningRow->addWidget(warning, 1);
    m_card->body()->addWidget(m_everyInterface);
    m_card->body()->addWidget(m_portHint);
    m_dualStack->setToolTip(tr("IPV6_V6ONLY off: IPv4 peers come as [::ffff:a.b.c.d]."));
    m_card->body()->addWidget(m_dualStack);

    auto* optionRow = new FlowLayout(6);
    optionRow->addItem(labelled(tr("Bac&klog"), m_backlog));
    optionRow->addItem(labelled(tr("Threads"), m_threads));
    m_reuse->setToolTip(
        tr("The port can be taken again at once while connections of an earlier server are in TIME_WAIT."));
    optionRow->addWidget(m_reuse);
    m_card->body()->addLayout(optionRow);
    m_card->body()->addWidget(m_reply);

    connect(m_address, &QComboBox::currentTextChanged, this, &ServerPanel::updateHints);
    connect(m_port, &QSpinBox::valueChanged, this, &ServerPanel::updateHints);
    connect(m_threads, &QSpinBox::valueChanged, this, &ServerPanel::updateHints);
    connect(m_address->lineEdit(), &QLineEdit::returnPressed, this, &ServerPanel::toggle);
}

void ServerPanel::buildStart()
{
    m_start->setToolTip(tr("Start or stop the server (F5)"));
    connect(m_start, &QPushButton::clicked, this, &ServerPanel::toggle);
    m_card->body()->addWidget(m_start);
    m_card->body()->addWidget(m_messages);
}

QString ServerPanel::address() const
{
    return m_address->host();
}

int ServerPanel::port() const
{
    return isListening() ? m_askedPort : m_port->value();
}

int ServerPanel::backlog() const
{
    return m_backlog->value();
}

void ServerPanel::setAddress(const QString& address)
{
    if (!isListening())
        m_address->setHost(address);
}

void ServerPanel::setPort(int port)
{
    if (!isListening())
        m_port->setValue(port);
}

bool ServerPanel::dualStack() const
{
    return m_dualStack->isChecked();
}

std::optional<core::ReplyRequest> ServerPanel::reply() const
{
    return m_reply->request();
}

int ServerPanel::threads() const
{
    return m_threads->value();
}

void ServerPanel::setThreads(int threads)
{
    if (!isListening())
        m_threads->setValue(threads);
}

void ServerPanel::setDualStack(bool on)
{
    if (!isListening())
        m_dualStack->setChecked(on);
}

void ServerPanel::setReply(const core::ReplyRequest& reply)
{
    if (!isListening())
        m_reply->setRequest(reply);
}

void ServerPanel::setBacklog(int backlog)
{
    if (!isListening())
        m_backlog->setValue(backlog);
}

bool ServerPanel::toggle()
{
    if (m_waiting)
        return false;
    if (!isListening())
        return start();
    m_waiting = true;
    Q_EMIT stopRequested();
    return true;
}

bool ServerPanel::start()
{
    m_port->interpretText();
    const bool portFits = m_port->value() <= kMaxPort || m_address->isUnix();
    const auto parsed = m_address->address(static_cast<std::uint16_t>(m_port->value()));
    const auto reply = m_reply->request();
    if (!parsed || !portFits || !reply)
        m_message->clearMessage(); // it was about another try
    if (!parsed) {
        m_addressMessage->setText(parsed.error());
        m_address->setFocus(Qt::OtherFocusReason);
        m_address->lineEdit()->selectAll();
        return false;
    }
    if (!portFits) {
        m_port->setFocus(Qt::OtherFocusReason);
        m_port->selectAll();
        return false;
    }
    if (!reply) {
        m_reply->showMistake();
        return false;
    }
    m_waiting = true;
    m_askedPort = m_port->value();
    core::ListenRequest request;
    request.address = *parsed;
    request.backlog = m_backlog->value();
    request.dualStack = m_dualStack->isVisibleTo(this) && m_dualStack->isChecked();
    request.reply = *reply;
    request.threads = m_threads->value();
    Q_EMIT listenRequested(request);
    return true;
}

void ServerPanel::setStatus(const core::ServerStatus& status)
{
    const core::ServerStatus before = std::exchange(m_status, status);
    const bool listened = before.phase == core::ServerStatus::Phase::Listening;
    m_waiting = false;
    if (isListening() && status.address.port() != 0)
        m_port->setValue(status.address.port());
    else if (listened)
        m_port->setValue(m_askedPort);
    showErrors(before);
    showStatus();
}

void ServerPanel::showErrors(const core::ServerStatus& before)
{
    const bool listened = before.phase == core::ServerStatus::Phase::Listening;
    const bool paused = isListening() && m_status.acceptPaused;
    if (paused && !(listened && before.acceptPaused)) {
        const ErrorText why = m_status.error ? errorText({}, *m_status.error) : ErrorText{};
        m_pausedNotice->showMessage(MessageBar::Kind::Notice,
                                    tr("Accepting is paused: new connections wait in the accept queue."), why.sentence,
                                    why.remedy);
    } else if (!paused) {
        m_pausedNotice->clearMessage();
    }
    if (isListening()) {
        if (!listened)
            m_message->clearMessage(); // what went wrong before is over
    } else if (m_status.error) {
        //: %1 address and port, or a UNIX domain socket
        const QString what = tr("Listening on %1").arg(fromUtf8(m_status.address.text()));
        m_message->showError(what, *m_status.error, m_status.address.family());
        if (m_status.error->code == EADDRINUSE && m_status.address.port() != 0)
            Q_EMIT portHolderRequested(m_status.address);
    }
}

void ServerPanel::setPortHolder(const core::Address& wanted, const std::optional<core::PortHolder>& holder)
{
    const bool current = !isListening() && m_status.error && m_status.error->code == EADDRINUSE;
    if (current && holder && m_status.address == wanted)
        m_message->setAddition(sentenceText(core::portHolderSentence(wanted, *holder)));
}

void ServerPanel::showMoment(const std::optional<Moment>& moment)
{
    m_moment = moment;
    m_connections->showMoment(moment);
    m_start->setToolTip(moment ? tr("Starts or stops the server now, and goes back to now (F5)")
                               : tr("Start or stop the server (F5)"));
    showHeader();
    updateEmptyText();
}

void ServerPanel::showHeader()
{
    const std::vector<int>& fds = m_moment ? m_moment->tables->listenerFds : m_status.fds;
    m_card->setBadgeText(fds.empty() ? QStringLiteral("CLOSED") : QStringLiteral("LISTEN"));
    BadgeStyle style;
    if (!fds.empty())
        style.side = core::Side::Server;
    m_card->badge()->setStyle(style);
    QString text;
    if (fds.size() == 1)
        //: %1 number of a descriptor
        text = tr("fd %1").arg(fds.front());
    else if (fds.size() > 1 && m_moment) // there is less room
        //: %1 number of the first of several descriptors
        text = tr("fd %1, …").arg(fds.front());
    else if (fds.size() > 1)
        //: %1 number of the first of several descriptors, %2 how many others there are
        text = tr("fd %1 and %2 more").arg(fds.front()).arg(fds.size() - 1);
    if (m_moment)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + m_moment->text();
    m_card->setSecondaryText(text);
}

void ServerPanel::showStatus()
{
    const bool listening = isListening();
    showHeader();
    m_start->setText(listening ? tr("S&top server") : tr("S&tart server"));
    m_start->setSymbol(listening ? Symbol::Stop : Symbol::Start);
    for (QWidget* field :
         {static_cast<QWidget*>(m_address), static_cast<QWidget*>(m_port), static_cast<QWidget*>(m_backlog),
          static_cast<QWidget*>(m_threads), static_cast<QWidget*>(m_dualStack), static_cast<QWidget*>(m_reply)}) {
        QWidget* focused = focusWidget();
        if (listening && focused && (field == focused || field->isAncestorOf(focused)))
            m_start->setFocus(Qt::OtherFocusReason); // a disabled field would lose it to the next window part
        field->setEnabled(!listening);
    }
    updateHints();
    updateEmptyText();
}

/// A list without connections leaves its place to what is wrong.
void ServerPanel::giveRoom()
{
    m_connections->setVisible(m_messages->isHidden() || m_connections->model().rowCount() > 0);
}

void ServerPanel::setPrivateNetwork(bool isPrivate)
{
    m_private = isPrivate;
    m_address->setOnlyLoopback(isPrivate);
    updateHints();
    updateEmptyText();
}

void ServerPanel::updateHints()
{
    m_addressMessage->setText({});
    m_portMessage->setText(m_port->value() > kMaxPort ? tr("There is no such port: the highest is %1.").arg(kMaxPort)
                                                      : QString());
    m_everyInterface->setVisible(m_address->isEveryInterface() && !m_private);
    const bool isUnix = m_address->isUnix();
    m_port->setEnabled(!isListening() && !isUnix);
    m_portHint->setVisible(!isListening() && m_port->value() == 0 && !isUnix);
    m_reuse->setVisible(!isUnix);
    m_reuse->setText(m_threads->value() > 1 ? tr("SO_REUSEADDR and SO_REUSEPORT are on") : tr("SO_REUSEADDR is on"));
    m_threads->setEnabled(!isListening() && !isUnix);
    const auto address = core::Address::ip(m_address->host().toStdString(), 0);
    m_dualStack->setVisible(address && address->isAny() && address->family() == AF_INET6);
}

void ServerPanel::updateEmptyText()
{
    if (m_moment) {
        m_connections->setEmptyText(tr("There was no connection yet, or it is no longer known."), {});
        return;
    }
    if (!isListening()) {
        m_connections->setEmptyText(tr("Press Start server: connections show here."), {});
        return;
    }
    if (m_private) { // what a terminal starts is not in it
        m_connections->setEmptyText(tr("Nobody is connected. Press Connect."), {});
        return;
    }
    if (m_status.address.family() == AF_UNIX) {
        const QString path = QFile::decodeName(QByteArray::fromStdString(m_status.address.path()));
        m_connections->setEmptyText(
            tr("Nobody is connected. Press Connect, or try:"),
            path.isEmpty() ? QStringLiteral("socat - ABSTRACT-CONNECT:%1").arg(fromUtf8(m_status.address.host()).mid(6))
                           : QStringLiteral("ncat -U %1").arg(path));
        return;
    }
    // 0.0.0.0 and :: are addresses to listen on, not to connect to.
    QString host = fromUtf8(m_status.address.host());
    if (m_status.address.isAny())
        host = m_status.address.family() == AF_INET6 ? QStringLiteral("::1") : QStringLiteral("127.0.0.1");
    m_connections->setEmptyText(tr("Nobody is connected. Press Connect, or try:"),
                                QStringLiteral("ncat %1 %2").arg(host, QString::number(m_status.address.port())));
}

} // namespace widgets

#include "moc_server_panel.cpp"
