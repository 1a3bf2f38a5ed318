// SPDX-License-Identifier: GPL-3.0-or-later
// How observing the kernel stands, in words.
#pragma once

#include "core/observe/observer_status.h"

#include <QString>

namespace widgets {
class MessageBar;
} // namespace widgets

namespace app {

/// A few words: "off", "starting …", "states ✓ packets ✓", "failed". GUI thread.
QString observerStateText(const core::ObserverStatus& status);
/// Says what does not work, what still does and what the user can do; nothing when all is well. GUI thread.
void showObserverMessage(widgets::MessageBar& bar, const core::ObserverStatus& status);

} // namespace app
