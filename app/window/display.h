// SPDX-License-Identifier: GPL-3.0-or-later
// Whether there is a display to open a window on. Qt would end the program with abort(3) and advise to install it
// again.
#pragma once

#include <string>

namespace app {

/// Empty when there may be one, else a sentence. Of what the environment names only an X server of this computer is
/// tried, by connecting to it (X(7), DISPLAY NAMES); the rest, and what Qt's own options name, is left to Qt.
std::string displayProblem(int argc, char** argv);

} // namespace app
