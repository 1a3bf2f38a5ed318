// SPDX-License-Identifier: GPL-3.0-or-later
// The filters that were used and saved, the same in all windows.
#pragma once

#include "app/settings/settings.h"

namespace widgets {
class FilterBar;
}

namespace app {

/// Lets a filter bar read and write them in the settings, each when it changes. `settings` is not owned and outlives
/// the bar. GUI thread.
void shareFilters(SettingsStore& settings, widgets::FilterBar& bar);

} // namespace app
