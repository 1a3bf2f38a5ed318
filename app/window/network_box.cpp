// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/network_box.h"

#include "widgets/common/role_label.h"
#include "widgets/common/sentence_text.h"
#include "widgets/common/tool_tip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QTextDocument>
#include <QToolTip>

namespace app {

using core::Network;
using Phase = core::NetworkStatus::Phase;

NetworkBox::NetworkBox(QWidget* parent)
    : QWidget(parent), m_choice(new QComboBox), m_badge(new widgets::RoleLabel(widgets::Role::Muted, {}))
{
    m_choice->setObjectName(QStringLiteral("network"));
    m_choice->setAccessibleName(tr("Network"));
    m_choice->addItem(tr("This computer"), static_cast<int>(Network::ThisComputer));
    m_choice->addItem(tr("Private network"), static_cast<int>(Network::Private));
    m_badge->setObjectName(QStringLiteral("networkBadge"));
    auto* label = new QLabel(tr("Network"));
    label->setBuddy(m_choice);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(label);
    layout->addWidget(m_choice);
    layout->addWidget(m_badge);
    connect(m_choice, &QComboBox::activated, this, &NetworkBox::onActivated);
    auto* key = new QShortcut(Qt::Key_F8, this);
    key->setWhatsThis(tr("Network"));
    connect(key, &QShortcut::activated, this, &NetworkBox::open);
    setStatus({});
}

void NetworkBox::open()
{
    if (!m_choice->isEnabled()) { // showPopup() opens it all the same, and then no key closes it
        QToolTip::showText(m_choice->mapToGlobal(m_choice->rect().bottomLeft()), m_choice->toolTip(), m_choice);
        return;
    }
    m_choice->setFocus(Qt::ShortcutFocusReason);
    m_choice->showPopup();
}

void NetworkBox::onActivated(int index)
{
    const auto wanted = static_cast<Network>(m_choice->itemData(index).toInt());
    const bool works = m_status.phase == Phase::Ready || m_status.phase == Phase::Starting;
    if (wanted != m_status.network || !works)
        Q_EMIT networkChosen(wanted);
}

void NetworkBox::setStatus(const core::NetworkStatus& status)
{
    m_status = status;
    m_choice->setCurrentIndex(m_choice->findData(static_cast<int>(status.network)));
    const bool isPrivate = status.network == Network::Private;
    QString words;
    if (isPrivate && status.phase == Phase::Ready)
        words = tr("\u25cf private network");
    else if (isPrivate && status.phase == Phase::Starting)
        words = tr("\u2026 private network starts");
    else if (isPrivate)
        words = tr("\u2715 private network ended");
    const bool broken = status.phase == Phase::Failed || status.phase == Phase::Ended;
    m_badge->setRole(broken ? widgets::Role::Error : widgets::Role::Neutral);
    m_badge->setText(words);
    m_badge->setVisible(isPrivate);
    QString more = widgets::sentenceText(status.reason);
    if (isPrivate && status.phase == Phase::Ready) {
        more = tr("Sockets are made in a network of the program's own, held by process %1.").arg(status.helper) +
               (more.isEmpty() ? QString() : QLatin1Char(' ') + more);
    }
    widgets::setPlainToolTip(*m_badge, more);
    updateEnabled();
}

void NetworkBox::setServer(const core::ServerStatus& status)
{
    m_listening = status.phase == core::ServerStatus::Phase::Listening;
    updateEnabled();
}

void NetworkBox::setClient(const core::ClientStatus& status)
{
    if (status.phase == core::ClientStatus::Phase::Idle)
        m_busyClients.remove(status.client);
    else
        m_busyClients.insert(status.client);
    updateEnabled();
}

void NetworkBox::removeClient(core::ClientId client)
{
    m_busyClients.remove(client);
    updateEnabled();
}

void NetworkBox::updateEnabled()
{
    const bool free = !m_listening && m_busyClients.isEmpty();
    if (!free)
        m_choice->hidePopup(); // opened before the outcome was known
    m_choice->setEnabled(free);
    const QString text =
        free ? tr("Where sockets are made (F8). In a private network every port is free, those below 1024 too, nobody "
                  "else "
                  "is in it, and its packets can be observed without root. Its addresses are 127.0.0.1 and ::1; what "
                  "is sent to %1 disappears in silence, so connect to 192.0.2.1 to see a time-out.")
                   .arg(QLatin1String(core::kSilentNetwork))
             : tr("A socket stays in the network in which it was made: stop the server and disconnect every client to "
                  "choose another network.");
    widgets::setPlainToolTip(*m_choice, text);
}

} // namespace app

#include "moc_network_box.cpp"
