// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language on one page of the window.
#pragma once

class QWidget;

namespace widgets {

/// Opens a page of the window that `asking` is in, or brings the one that is open to the front. Nothing waits for it.
/// GUI thread.
void showFilterHelp(QWidget* asking);

} // namespace widgets
