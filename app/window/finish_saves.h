// SPDX-License-Identifier: GPL-3.0-or-later
// A program that was told to end first ends what it writes.
#pragma once

#include <chrono>

namespace app {

/// Waits for the files that the windows are writing, `most` for each of them. False: one failed, or took longer; what
/// was there under its name is unchanged, and standard error says so. GUI thread, outside of the event loop.
bool finishSaves(std::chrono::milliseconds most = std::chrono::seconds(20));

} // namespace app
