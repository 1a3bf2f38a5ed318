// SPDX-License-Identifier: GPL-3.0-or-later
// The program with its window.
#pragma once

namespace app {

/// Makes the QApplication and the main window and runs them until the window is closed. Returns the exit code.
int runWindow(int argc, char** argv);

} // namespace app
