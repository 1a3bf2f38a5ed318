// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run_window.h"

namespace app {
int runWindow(int, char**) { return 0; }
}
