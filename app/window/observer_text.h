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

/// Says in a bar what does not work, what still does and what the user can do; nothing when all is well. What the user
/// has dismissed comes back only when something else is to be said. GUI thread; the bar is not owned.
class ObserverMessage
{
public:
    explicit ObserverMessage(widgets::MessageBar& bar) : m_bar(bar) {}
    void show(const core::ObserverStatus& status);

private:
    widgets::MessageBar& m_bar;
    core::ObserverStatus m_told; // without the count of losses
};

} // namespace app
