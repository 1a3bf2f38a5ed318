// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the main window.
#include "app/window/event_tabs.h"
#include "app/window/help_menu.h"
#include "app/window/main_window.h"
#include "widgets/client/client_tabs.h"
#include "widgets/log/columns/table_columns.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/packets/packet_model.h"
#include "widgets/packets/packets_panel.h"
#include "widgets/server/server_panel.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace app {

using widgets::ClientTabs;
using widgets::ServerPanel;

void MainWindow::makeMenus()
{
    makeFileMenu(*menuBar()->addMenu(tr("&File")));
    makeServerMenu(*menuBar()->addMenu(tr("&Server")));
    makeClientMenu(*menuBar()->addMenu(tr("&Client")));
    makeViewMenu(*menuBar()->addMenu(tr("&View")));
    m_log->actions().fillGoMenu(*menuBar()->addMenu(tr("&Go")));
    addHelpMenu(*this);
}

void MainWindow::makeFileMenu(QMenu& menu)
{
    menu.addAction(tr("Start &demo"), QKeySequence(Qt::CTRL | Qt::Key_D), this, &MainWindow::startDemo);
    menu.addSeparator();
    m_document.addTo(menu);
    menu.addSeparator();
    widgets::PacketsPanel& packets = m_tabs->packets();
    QAction* exportPackets =
        menu.addAction(tr("Export &packets…"), QKeySequence(Qt::CTRL | Qt::Key_E), &packets, [this, &packets] {
            m_tabs->setCurrentWidget(&packets);
            packets.exportPackets();
        });
    exportPackets->setEnabled(false);
    connect(&packets.model(), &widgets::PacketModel::countsChanged, exportPackets,
            [&packets, exportPackets] { exportPackets->setEnabled(packets.model().total() > 0); });
    menu.addSeparator();
    menu.addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &MainWindow::quit);
}

void MainWindow::makeServerMenu(QMenu& menu)
{
    menu.addAction(tr("&Start or stop"), QKeySequence(Qt::Key_F5), m_server, &ServerPanel::toggle);
    menu.addAction(tr("Close &all connections"), &m_bridge, [this] {
        backToNow();
        m_bridge.session().closeAllConnections();
    });
}

void MainWindow::makeClientMenu(QMenu& menu)
{
    menu.addAction(tr("&Connect or disconnect"), QKeySequence(Qt::Key_F6), m_clients, &ClientTabs::toggleConnect);
    menu.addAction(tr("Go to the &message"), QKeySequence(Qt::CTRL | Qt::Key_M), m_clients, &ClientTabs::focusMessage);
    menu.addSeparator();
    menu.addAction(m_clients->newClientAction());
    menu.addAction(m_clients->closeClientAction());
}

void MainWindow::makeViewMenu(QMenu& menu)
{
    menu.addAction(tr("&Filter the log"), QKeySequence(Qt::CTRL | Qt::Key_L), m_log, [this] {
        m_tabs->setCurrentWidget(m_log);
        m_log->focusFilter();
    });
    menu.addAction(m_tabs->followStreamAction());
    menu.addAction(tr("&Clear the log"), &m_document, &LiveDocument::clear);
    m_log->view().columns().fill(*menu.addMenu(tr("Col&umns of the log")));
    menu.addSeparator();
    menu.addAction(m_observer.action());
    menu.addSeparator();
    m_appearance.addTo(menu);
}

} // namespace app
