// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/main_window.h"

#include "app/document/limits_dialog.h"
#include "app/window/event_tabs.h"
#include "app/window/network_box.h"
#include "app/window/observer_text.h"
#include "app/window/remembered_filters.h"
#include "app/window/remembered_state.h"
#include "app/window/summary_text.h"
#include "app/window/tool_row.h"
#include "widgets/client/client_tabs.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/sentence_text.h"
#include "widgets/kernel/kernel_sockets_panel.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/packets/packets_panel.h"
#include "widgets/server/connection_list.h"
#include "widgets/server/connection_table_model.h"
#include "widgets/server/server_panel.h"
#include "widgets/wire/wire_panel.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QVBoxLayout>

namespace app {

using core::Session;
using widgets::ClientTabs;
using widgets::KernelSocketsPanel;
using widgets::LogPanel;
using widgets::ServerPanel;
using widgets::WirePanel;

MainWindow::MainWindow(SettingsStore& settings, QWidget* parent)
    : QMainWindow(parent),
      m_settings(settings),
      m_appearance(settings),
      m_feed(recordingLimits(settings)),
      m_bridge(m_feed),
      m_kernelBridge(m_bridge.session().sockets()),
      m_observer(m_bridge.session(), settings),
      m_tools(new ToolRow),
      m_message(new widgets::MessageBar),
      m_observerMessage(new widgets::MessageBar),
      m_observerWords(*m_observerMessage),
      m_networkMessage(new widgets::MessageBar),
      m_columns(new QSplitter(Qt::Horizontal)),
      m_rows(new QSplitter(Qt::Vertical)),
      m_server(new ServerPanel(m_feed)),
      m_wire(new WirePanel(m_feed)),
      m_clients(new ClientTabs(m_feed, [this] { return m_bridge.session().addClient(); })),
      m_tabs(new EventTabs(
          m_feed,
          [this](quint16 track) { return QString::fromStdString(m_bridge.session().recorder().trackName(track)); })),
      m_log(&m_tabs->log()),
      m_kernelSockets(new KernelSocketsPanel(m_feed)),
      m_views(m_feed, *m_tabs, *m_wire),
      m_document(m_feed, *m_tabs, m_bridge.session().recorder(), settings, m_appearance, *this)
{
    setWindowTitle(tr("[*]Socket Playground"));
    makeLayout();
    makeMenus();
    connectServer();
    connectClients();
    connectDemo();
    connectEvents();
    connectMoment();
    connectKernel();
    connectObserver();
    connectNetwork();
    restore(m_settings, {this, m_columns, m_rows, m_server, m_clients, m_log});
    shareFilters(m_settings, m_log->filterBar());
    updateSummary();
    reportProblems(m_bridge.start());
    m_document.start();
    // Ended by a signal the window is not closed.
    connect(qApp, &QCoreApplication::aboutToQuit, this, &MainWindow::rememberState);
    if (m_settings.load(settings::kPrivateNetwork))
        m_bridge.session().chooseNetwork(core::Network::Private); // and then the observer, in it
    else
        restoreObserver();
}

MainWindow::~MainWindow()
{
    m_bridge.session().stop(); // a look at the kernel's sockets may wait for the private network
}

void MainWindow::makeLayout()
{
    for (QWidget* column : std::initializer_list<QWidget*>{m_server, m_wire, m_clients})
        m_columns->addWidget(column);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({330, 670, 360});
    m_rows->addWidget(m_columns);
    m_tabs->insertTab(m_tabs->indexOf(&m_tabs->packets()), m_kernelSockets, tr("Kernel sockets"));
    m_rows->addWidget(m_tabs);
    m_rows->setSizes({440, 360});
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 1);
    for (QSplitter* splitter : {m_columns, m_rows}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(8);
    }

    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(10, 0, 10, 10);
    layout->setSpacing(6);
    layout->addWidget(m_message);
    layout->addWidget(m_observerMessage);
    layout->addWidget(m_networkMessage);
    layout->addWidget(m_document.bars());
    layout->addWidget(m_rows, 1);

    m_tools->addControl(m_document.recording().makeSaveButton());
    auto* central = new QWidget;
    auto* outer = new QVBoxLayout(central);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_tools);
    outer->addWidget(content, 1);
    setCentralWidget(central);
    // As large as it looks best, but no larger than the screen with a title bar.
    constexpr QSize kBest(1400, 900);
    constexpr QSize kFrame(20, 60);
    resize(kBest.boundedTo(screen()->availableSize() - kFrame));
}

void MainWindow::connectServer()
{
    Session& session = m_bridge.session();
    connect(m_tools, &ToolRow::serverClicked, m_server, &ServerPanel::toggle);
    connect(m_server, &ServerPanel::listenRequested, this,
            [&session](const core::ListenRequest& request) { session.startServer(request); });
    connect(m_server, &ServerPanel::stopRequested, this, [&session] { session.stopServer(); });
    connect(m_server, &ServerPanel::connectionActivated, m_wire, &WirePanel::showConnection);
    connect(m_server, &ServerPanel::closeAllRequested, this, [&session] { session.closeAllConnections(); });
    connect(m_server, &ServerPanel::closeRequested, this,
            [&session](const std::vector<core::ConnectionId>& all) { session.closeConnections(all); });
    connect(m_server, &ServerPanel::halfCloseRequested, this,
            [&session](const std::vector<core::ConnectionId>& all) { session.halfCloseConnections(all); });
    connect(m_server, &ServerPanel::resetRequested, this,
            [&session](const std::vector<core::ConnectionId>& all) { session.resetConnections(all); });
    connect(&m_bridge, &SessionBridge::serverChanged, this, [this](const core::ServerStatus& status) {
        m_serverStatus = status;
        m_server->setStatus(status);
        m_tools->setServer(status);
        if (status.phase == core::ServerStatus::Phase::Listening)
            m_clients->followServer(status.address);
        m_demo.serverChanged(status);
        updateSummary();
    });
}

void MainWindow::connectClients()
{
    Session& session = m_bridge.session();
    connect(m_tools, &ToolRow::clientClicked, m_clients, &ClientTabs::toggleConnect);
    connect(m_clients, &ClientTabs::actionTextChanged, m_tools, &ToolRow::setClientAction);
    m_tools->setClientAction(m_clients->actionText());
    connect(m_clients, &ClientTabs::connectRequested, this,
            [&session](core::ClientId client, const core::ConnectRequest& request) {
                session.connectClient(client, request);
            });
    connect(m_clients, &ClientTabs::cancelRequested, this,
            [&session](core::ClientId client) { session.cancelConnect(client); });
    connect(m_clients, &ClientTabs::disconnectRequested, this,
            [&session](core::ClientId client) { session.disconnectClient(client); });
    connect(m_clients, &ClientTabs::sendRequested, this,
            [&session](core::ClientId client, const std::vector<std::byte>& bytes) { session.send(client, bytes); });
    connect(m_clients, &ClientTabs::clientRemoved, this,
            [&session](core::ClientId client) { session.removeClient(client); });
    connect(m_clients, &ClientTabs::nameLookupFinished, this,
            [&session](const QString& payload, qint64 tookNs, bool found) {
                session.noteFromClient(found ? core::NoteCode::NameResolved : core::NoteCode::NameNotFound,
                                       payload.toStdString(), tookNs);
            });
    connect(&m_bridge, &SessionBridge::clientChanged, this, [this](const core::ClientStatus& status) {
        m_clients->setStatus(status);
        m_demo.clientChanged(status);
    });
}

void MainWindow::connectDemo()
{
    Session& session = m_bridge.session();
    connect(m_tools, &ToolRow::demoClicked, this, &MainWindow::startDemo);
    connect(m_log, &LogPanel::startDemoRequested, this, &MainWindow::startDemo);
    connect(&m_demo, &WindowDemo::listenRequested, this, [this] {
        if (!m_server->toggle())
            m_demo.cancel();
    });
    connect(m_clients, &ClientTabs::clientRemoved, &m_demo, &WindowDemo::clientRemoved);
    connect(
        &m_demo, &WindowDemo::connectRequested, this,
        [&session](core::ClientId client, const core::Address& server) { session.connectClient(client, {{server}}); });
    connect(
        &m_demo, &WindowDemo::sendRequested, this, [this, &session](core::ClientId client, const QByteArray& message) {
            const auto bytes = std::as_bytes(std::span(message.constData(), static_cast<std::size_t>(message.size())));
            session.send(client, {bytes.begin(), bytes.end()});
            m_clients->focusMessage();
        });
}

void MainWindow::connectEvents()
{
    connect(m_log, &LogPanel::clearRequested, &m_document, &LiveDocument::clear);
    m_document.setStop([this] { m_bridge.stop(); });
    connect(&m_document.question(), &LossQuestion::stoppedUnsaved, this, [this] {
        m_message->showMessage(widgets::MessageBar::Kind::Notice,
                               tr("The window was to close: all sockets are closed, and it can open no others."),
                               tr("What happened last is not saved yet."), tr("Save the recording, then close it."));
    });
    connect(&m_bridge, &SessionBridge::lostChanged, m_log, &LogPanel::setLost);
    connect(m_clients, &ClientTabs::eventSelected, &m_views, &LinkedViews::select);
    connect(&m_views, &LinkedViews::selected, m_clients, &ClientTabs::selectEvent);
    connect(m_server->connections(), &widgets::ConnectionList::followStreamRequested, m_tabs,
            [this](core::ConnectionId connection) { m_tabs->followStream(connection); });
    connect(&m_feed, &widgets::EventFeed::appended, this, &MainWindow::updateSummary);
    connect(&m_feed, &widgets::EventFeed::cleared, this, &MainWindow::updateSummary);
}

void MainWindow::connectMoment()
{
    connect(&m_views, &LinkedViews::momentChanged, m_tools, &ToolRow::showMoment);
    connect(&m_views, &LinkedViews::momentChanged, m_server, &ServerPanel::showMoment);
    connect(&m_views, &LinkedViews::momentChanged, m_clients, &ClientTabs::showMoment);
    connect(&m_views, &LinkedViews::momentChanged, m_kernelSockets,
            [this](const auto& moment) { m_kernelSockets->setPastShownElsewhere(moment.has_value()); });
    connect(&m_views.moment(), &widgets::MomentControl::momentLost, this, [this](const QString& time) {
        m_message->showMessage(widgets::MessageBar::Kind::Notice,
                               tr("The event at %1 is no longer recorded: the panels show now.").arg(time));
    });
    connect(m_tools, &ToolRow::backToNowClicked, this, &MainWindow::backToNow);
    // What the user does is done now.
    connect(m_server, &ServerPanel::listenRequested, this, &MainWindow::backToNow);
    connect(m_server, &ServerPanel::stopRequested, this, &MainWindow::backToNow);
    connect(m_clients, &ClientTabs::connectRequested, this, &MainWindow::backToNow);
    connect(m_clients, &ClientTabs::cancelRequested, this, &MainWindow::backToNow);
    connect(m_clients, &ClientTabs::disconnectRequested, this, &MainWindow::backToNow);
    connect(m_clients, &ClientTabs::sendRequested, this, &MainWindow::backToNow);
}

void MainWindow::connectKernel()
{
    connect(m_kernelSockets, &KernelSocketsPanel::sampleRequested, &m_kernelBridge, &KernelBridge::requestSample);
    connect(&m_kernelBridge, &KernelBridge::sampled, m_kernelSockets, &KernelSocketsPanel::setSample);
    connect(m_server, &ServerPanel::portHolderRequested, &m_kernelBridge, &KernelBridge::requestHolder);
    connect(&m_kernelBridge, &KernelBridge::holderFound, m_server, &ServerPanel::setPortHolder);
}

void MainWindow::connectObserver()
{
    connect(m_tools, &ToolRow::observeClicked, m_observer.action(), &QAction::trigger);
    connect(&m_bridge, &SessionBridge::observerChanged, this, [this](const core::ObserverStatus& status) {
        m_observer.setStatus(status);
        m_tools->setObserver(status);
        m_tabs->packets().setObserver(status);
        m_observerWords.show(status);
    });
}

void MainWindow::connectNetwork()
{
    NetworkBox* box = m_tools->network();
    connect(box, &NetworkBox::networkChosen, this, [this](core::Network network) {
        m_networkMessage->clearMessage();
        m_settings.save(settings::kPrivateNetwork, network == core::Network::Private);
        m_bridge.session().chooseNetwork(network);
    });
    connect(&m_bridge, &SessionBridge::serverChanged, box, &NetworkBox::setServer);
    connect(&m_bridge, &SessionBridge::clientChanged, box, &NetworkBox::setClient);
    connect(m_clients, &ClientTabs::clientRemoved, box, &NetworkBox::removeClient);
    connect(&m_bridge, &SessionBridge::networkChanged, this, &MainWindow::showNetwork);
}

void MainWindow::restoreObserver()
{
    m_observerRestored = true;
    m_observer.restore();
}

void MainWindow::showNetwork(const core::NetworkStatus& status)
{
    using Phase = core::NetworkStatus::Phase;
    using Kind = widgets::MessageBar::Kind;
    m_tools->network()->setStatus(status);
    m_server->setPrivateNetwork(status.network == core::Network::Private);
    const QString reason = widgets::sentenceText(status.reason);
    switch (status.phase) {
    case Phase::Starting:
        return;
    case Phase::Failed:
        m_networkMessage->showMessage(Kind::Error, reason, tr("Sockets are made on this computer as before."));
        m_bridge.session().chooseNetwork(core::Network::ThisComputer);
        return;
    case Phase::Ended:
        m_networkMessage->showMessage(Kind::Error, reason);
        return;
    case Phase::Ready:
        if (!reason.isEmpty())
            m_networkMessage->showMessage(Kind::Notice, reason);
        m_kernelBridge.changeNetwork();
        m_observer.changeNetwork(status.network);
        if (!m_observerRestored)
            restoreObserver();
        return;
    }
}

void MainWindow::startDemo()
{
    if (m_demo.isRunning())
        return;
    backToNow();
    // A client that talks to somebody else is left alone: the demo gets a tab of its own.
    const core::ClientStatus& client = m_clients->currentPanel()->status();
    const bool busy = client.phase != core::ClientStatus::Phase::Idle;
    const bool ours = m_serverStatus.phase == core::ServerStatus::Phase::Listening && client.peer.isLoopback() &&
                      client.peer.port() == m_serverStatus.address.port();
    if (busy && !ours)
        m_clients->addClient();
    // A server that must first be started listens where its panel says; what is wrong there is shown there.
    m_demo.start(m_serverStatus, m_clients->currentPanel()->status());
}

void MainWindow::backToNow()
{
    if (m_views.moment().isPast() && m_tools->isAncestorOf(focusWidget()))
        m_log->view().setFocus(Qt::OtherFocusReason); // the button goes
    m_views.backToNow();
}

void MainWindow::updateSummary()
{
    // Before anything happened to the user there are only the program's own preparations: no events yet.
    const core::Recording& recording = m_feed.recording();
    const auto events = static_cast<qsizetype>(recording.originNs() == 0 ? 0 : recording.size());
    m_tools->setSummary(
        summaryText(m_serverStatus, static_cast<qsizetype>(m_server->connections()->model().openCount()), events));
}

void MainWindow::reportProblems(const core::Result<void>& started)
{
    if (!started)
        m_message->showError(tr("The sockets cannot be used"), started.error());
    else
        reportSettings();
}

void MainWindow::reportSettings()
{
    using Problem = SettingsStore::Problem;
    using Kind = widgets::MessageBar::Kind;
    switch (m_settings.problem()) {
    case Problem::None:
        return;
    case Problem::Damaged:
        m_message->showMessage(Kind::Notice, tr("The settings file was damaged. The defaults are used."),
                               tr("The damaged file is kept as %1.").arg(m_settings.backupPath()));
        return;
    case Problem::DamagedInPlace:
        m_message->showMessage(
            Kind::Notice, tr("The settings file is damaged. The defaults are used."),
            tr("%1 could not be moved aside, so nothing of this run will be remembered.").arg(m_settings.path()));
        return;
    case Problem::Unreadable:
        m_message->showMessage(
            Kind::Notice, tr("The settings file cannot be read. The defaults are used."),
            tr("%1 is left as it is, so nothing of this run will be remembered.").arg(m_settings.path()));
        return;
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_views.moment().isPast())
        return backToNow();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::quit()
{
    m_quitting = true;
    QApplication::closeAllWindows();
    m_quitting = false;
}

void MainWindow::rememberState()
{
    if (!isVisible())
        return; // it was closed, and that was remembered
    remember(m_settings, {this, m_columns, m_rows, m_server, m_clients, m_log});
    if (!m_settings.sync())
        qWarning("The settings could not be written.");
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const auto closeNow = [this, quitting = m_quitting] {
        m_mayClose = true;
        close(); // first: should another window stay, this one has no sockets any more
        if (quitting)
            quit();
    };
    if (!m_mayClose) {
        m_bridge.flushReady(); // it is asked about, too
        if (!m_document.mayClose(closeNow))
            return event->ignore();
    }
    rememberState();
    // Windows with recordings may stay open; nothing may go on unseen.
    m_bridge.session().stop();
    m_document.end();
    QMainWindow::closeEvent(event);
}

} // namespace app

#include "moc_main_window.cpp"
