// SPDX-License-Identifier: GPL-3.0-or-later
// What the program is: a small window that blocks nothing.
#pragma once

class QWidget;

namespace app {

/// Shows it; it deletes itself when it is closed. `parent` may be null.
void showAboutWindow(QWidget* parent);

} // namespace app
