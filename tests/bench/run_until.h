// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting while the event loop goes on.
#pragma once

#include <functional>

namespace bench {

/// Runs the event loop until `done`, which is asked every few milliseconds. GUI thread.
void runUntil(const std::function<bool()>& done);

} // namespace bench
