// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of a window, read from its actions: a small window that blocks nothing.
#pragma once

class QMainWindow;

namespace app {

/// Shows those that `window` has now, or brings the list that is open to the front. It deletes itself when it is
/// closed. GUI thread.
void showShortcutsWindow(QMainWindow& window);

} // namespace app
