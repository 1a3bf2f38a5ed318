// SPDX-License-Identifier: GPL-3.0-or-later
// Events as lines on a terminal.
#pragma once

#include "core/event/recorder.h"

#include <cstdint>
#include <string>

namespace app {

/// One line, with line end: number, time since `originNs` in seconds, side, connection, event, and how long it took or
/// where it comes from.
std::string eventLine(const core::Event& event, std::uint64_t number, std::int64_t originNs);

} // namespace app
