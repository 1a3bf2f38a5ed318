// SPDX-License-Identifier: GPL-3.0-or-later
// Events as a job of the save bar.
#pragma once

#include "core/file/save_events.h"
#include "widgets/common/save_bar.h"

#include <functional>
#include <vector>

namespace app {

/// What to write. `numbers` is asked for the events on the thread that writes; empty: all of them.
struct EventsToSave
{
    core::RecordingSnapshot events;
    core::SaveRequest request; ///< Its `numbers` come from below.
    std::function<std::vector<std::uint64_t>()> numbers;
};

/// Any thread.
widgets::SaveJob saveJob(EventsToSave what);

} // namespace app
