// SPDX-License-Identifier: GPL-3.0-or-later
// Long work of the GUI thread, done in slices by a timer.
#pragma once

#include <chrono>

namespace widgets {

/// Interval of the timer of such work. Not 0: Qt's dispatcher for GLib has two sources for a timer of 0, and lets it
/// fire twice in one pass of the event loop.
inline constexpr std::chrono::milliseconds kBetweenSlices{1};

} // namespace widgets
