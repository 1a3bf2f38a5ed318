// SPDX-License-Identifier: GPL-3.0-or-later
// The menu Help, the same in every window.
#pragma once

class QMainWindow;
class QMenu;

namespace app {

/// Adds it at the end of the menu bar of `window`, which owns it. GUI thread.
QMenu& addHelpMenu(QMainWindow& window);

} // namespace app
