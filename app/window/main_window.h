// SPDX-License-Identifier: GPL-3.0-or-later
// The main window: three columns above the log, and who tells whom what.
#pragma once

#include "app/document/live_document.h"
#include "app/session/kernel_bridge.h"
#include "app/session/session_bridge.h"
#include "app/session/window_demo.h"
#include "app/settings/settings.h"
#include "app/window/appearance.h"
#include "app/window/linked_views.h"
#include "app/window/observer_control.h"
#include "app/window/observer_text.h"
#include "widgets/feed/event_feed.h"

#include <QMainWindow>

class QMenu;
class QSplitter;

namespace widgets {
class ClientTabs;
class KernelSocketsPanel;
class LogPanel;
class MessageBar;
class ServerPanel;
class WirePanel;
} // namespace widgets

namespace app {

class EventTabs;
class ToolRow;

/// Owns the recording, the session and the panels and connects them; has no logic of its own. GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// `settings` is not owned and outlives the window.
    explicit MainWindow(SettingsStore& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; // what nobody else wanted

private:
    void makeLayout();
    void makeMenus();
    void makeFileMenu(QMenu& menu);
    void makeServerMenu(QMenu& menu);
    void makeClientMenu(QMenu& menu);
    void makeViewMenu(QMenu& menu);
    void connectServer();
    void connectClients();
    void connectDemo();
    void connectEvents();
    void connectMoment();
    void connectKernel();
    void connectObserver();
    void connectNetwork();
    void restoreObserver();
    void showNetwork(const core::NetworkStatus& status);
    void startDemo();
    void backToNow();
    void updateSummary();
    void quit();
    void rememberState();
    void reportProblems(const core::Result<void>& started);
    void reportSettings();

    SettingsStore& m_settings;
    Appearance m_appearance;
    widgets::EventFeed m_feed;
    SessionBridge m_bridge;
    KernelBridge m_kernelBridge;
    ObserverControl m_observer;
    WindowDemo m_demo;
    core::ServerStatus m_serverStatus;
    bool m_observerRestored = false;

    ToolRow* m_tools;
    widgets::MessageBar* m_message;
    widgets::MessageBar* m_observerMessage;
    ObserverMessage m_observerWords;
    widgets::MessageBar* m_networkMessage;
    QSplitter* m_columns;
    QSplitter* m_rows;
    widgets::ServerPanel* m_server;
    widgets::WirePanel* m_wire;
    widgets::ClientTabs* m_clients;
    EventTabs* m_tabs;        // below the columns
    widgets::LogPanel* m_log; // in m_tabs
    widgets::KernelSocketsPanel* m_kernelSockets;
    LinkedViews m_views;
    LiveDocument m_document;
    bool m_quitting = false; // every window is to be closed
    bool m_mayClose = false; // what is not saved may be lost
};

} // namespace app
