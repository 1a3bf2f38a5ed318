// SPDX-License-Identifier: GPL-3.0-or-later
// What the window looks like from one start to the next: fields last used, sizes, splitters.
#pragma once

#include "app/settings/settings.h"

class QMainWindow;
class QSplitter;

namespace widgets {
class ClientTabs;
class LogPanel;
class ServerPanel;
} // namespace widgets

namespace app {

/// The parts of the window that are remembered; none owned, none null.
struct RememberedParts
{
    QMainWindow* window;
    QSplitter* columns;
    QSplitter* rows;
    widgets::ServerPanel* server;
    widgets::ClientTabs* clients;
    widgets::LogPanel* log;
};

/// Values that make no sense are ignored; the defaults stay.
void restore(const SettingsStore& settings, const RememberedParts& parts);
void remember(SettingsStore& settings, const RememberedParts& parts);

} // namespace app
