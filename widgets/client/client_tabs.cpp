// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/client_tabs.h"

#include "widgets/client/client_tab_bar.h"
#include "widgets/common/card.h"
#include "widgets/common/state_badge.h"

#include <QAction>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

ClientTabs::ClientTabs(EventFeed& feed, NewClient newClient, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_makeClient(std::move(newClient)),
      m_card(new Card(tr("Client"), core::Side::Client, this)),
      m_bar(new ClientTabBar(this)),
      m_pages(new QStackedWidget(this)),
      m_newClient(new QAction(tr("&New client"), this)),
      m_closeClient(new QAction(tr("&Close client"), this))
{
    makeHeader();
    m_card->body()->addWidget(m_bar);
    m_card->body()->addWidget(m_pages, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);

    connect(m_bar, &ClientTabBar::currentChanged, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        updateHeader();
    });
    connect(m_bar, &ClientTabBar::tabCloseRequested, this, &ClientTabs::closeClient);
    addClient();
}

void ClientTabs::makeHeader()
{
    m_card->badge()->setSubject(tr("TCP state of the client"));
    m_newClient->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    m_newClient->setToolTip(tr("New client (Ctrl+T)"));
    m_closeClient->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_W));
    connect(m_newClient, &QAction::triggered, this, [this] { addClient()->setFocus(); });
    connect(m_closeClient, &QAction::triggered, this, [this] { closeClient(m_bar->currentIndex()); });
    addAction(m_newClient);
    addAction(m_closeClient);

    auto* add = new QToolButton(m_card);
    add->setText(QStringLiteral("+"));
    add->setAutoRaise(true);
    add->setFocusPolicy(Qt::StrongFocus);
    add->setToolTip(m_newClient->toolTip());
    add->setAccessibleName(tr("New client"));
    connect(add, &QToolButton::clicked, m_newClient, &QAction::trigger);
    m_card->addHeaderWidget(add);
}

ClientPanel* ClientTabs::addClient()
{
    auto* panel = new ClientPanel(m_makeClient(), m_feed, m_pages);
    if (count() > 0)
        panel->setSettings(currentPanel()->settings());
    if (m_server.isValid())
        panel->followServer(m_server);
    connect(panel, &ClientPanel::connectRequested, this, &ClientTabs::connectRequested);
    connect(panel, &ClientPanel::cancelRequested, this, &ClientTabs::cancelRequested);
    connect(panel, &ClientPanel::disconnectRequested, this, &ClientTabs::disconnectRequested);
    connect(panel, &ClientPanel::sendRequested, this, &ClientTabs::sendRequested);
    connect(panel, &ClientPanel::nameLookupFinished, this, &ClientTabs::nameLookupFinished);
    connect(panel, &ClientPanel::eventSelected, this, &ClientTabs::eventSelected);
    connect(panel, &ClientPanel::headerChanged, this, [this, panel] { updateTab(panel); });

    panel->showMoment(m_moment);

    m_pages->addWidget(panel);
    {
        const QSignalBlocker quiet(m_bar); // the first tab would become the current one before the page is known
        m_bar->addClient(nameOf(panel));
        m_bar->setCurrentIndex(m_bar->count() - 1);
    }
    m_pages->setCurrentIndex(m_bar->currentIndex());
    m_closeClient->setEnabled(count() > 1);
    updateTab(panel);
    updateHeader();
    Q_EMIT clientAdded(panel->client());
    return panel;
}

void ClientTabs::closeClient(int tab)
{
    if (count() < 2 || tab < 0 || tab >= count())
        return;
    ClientPanel* gone = panel(tab);
    const core::ClientId client = gone->client();
    m_pages->removeWidget(gone);
    gone->disconnect(this);
    gone->deleteLater();
    {
        const QSignalBlocker quiet(m_bar);
        m_bar->removeTab(tab);
    }
    m_pages->setCurrentIndex(m_bar->currentIndex());
    m_closeClient->setEnabled(count() > 1);
    updateHeader();
    Q_EMIT clientRemoved(client);
}

int ClientTabs::count() const
{
    return m_bar->count();
}

ClientPanel* ClientTabs::panel(int tab) const
{
    return static_cast<ClientPanel*>(m_pages->widget(tab));
}

ClientPanel* ClientTabs::currentPanel() const
{
    return panel(m_bar->currentIndex());
}

int ClientTabs::indexOf(core::ClientId client) const
{
    for (int tab = 0; tab < count(); ++tab)
        if (panel(tab)->client() == client)
            return tab;
    return -1;
}

QString ClientTabs::tabText(int tab) const
{
    return m_bar->tabText(tab);
}

ClientSettings ClientTabs::settings() const
{
    return currentPanel()->settings();
}

void ClientTabs::setSettings(const ClientSettings& settings)
{
    currentPanel()->setSettings(settings);
}

QString ClientTabs::actionText() const
{
    return currentPanel()->actionText();
}

void ClientTabs::setStatus(const core::ClientStatus& status)
{
    if (const int tab = indexOf(status.client); tab >= 0)
        panel(tab)->setStatus(status);
}

void ClientTabs::followServer(const core::Address& address)
{
    m_server = address;
    for (int tab = 0; tab < count(); ++tab)
        panel(tab)->followServer(address);
}

void ClientTabs::toggleConnect()
{
    currentPanel()->toggleConnect();
}

void ClientTabs::focusMessage()
{
    currentPanel()->focusMessage();
}

void ClientTabs::selectEvent(quint64 number)
{
    for (int tab = 0; tab < count(); ++tab)
        panel(tab)->selectEvent(number);
}

void ClientTabs::showMoment(const std::optional<Moment>& moment)
{
    m_moment = moment;
    for (int tab = 0; tab < count(); ++tab)
        panel(tab)->showMoment(moment);
}

void ClientTabs::updateHeader()
{
    const ClientPanel* panel = currentPanel();
    BadgeStyle style;
    if (!panel->isStateOver())
        style.side = core::Side::Client;
    m_card->badge()->setStyle(style);
    m_card->setBadgeText(panel->stateText());
    m_card->setSecondaryText(panel->fdText());
    m_card->setTitle(count() > 1 ? nameOf(panel) : tr("Client"));
    if (std::exchange(m_actionText, panel->actionText()) != panel->actionText())
        Q_EMIT actionTextChanged(m_actionText);
}

void ClientTabs::updateTab(ClientPanel* panel)
{
    const int tab = m_pages->indexOf(panel);
    if (tab < 0)
        return;
    const QString state = panel->stateText();
    //: Text of a tab: %1 "Client 1", %2 TCP state
    m_bar->setClientText(tab, state.isEmpty() ? nameOf(panel) : tr("%1 · %2").arg(nameOf(panel), state));
    if (panel == currentPanel())
        updateHeader();
}

QString ClientTabs::nameOf(const ClientPanel* panel) const
{
    return tr("Client %1").arg(panel->client());
}

} // namespace widgets

#include "moc_client_tabs.cpp"
