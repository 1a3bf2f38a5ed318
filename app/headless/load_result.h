// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a load, for people and for programs.
#pragma once

#include "app/headless/load_connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace app {

/// Of all runs against one target.
struct LoadResult
{
    core::Address target;
    double seconds = 0;
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::uint64_t refused = 0;
    std::uint64_t errors = 0;
    std::string firstError;
    core::LatencyHistogram latency;
    core::LatencyHistogram connecting;

    void add(const LoadRun& run, double tookSeconds);
    double perSecond(std::uint64_t count) const { return seconds > 0 ? static_cast<double>(count) / seconds : 0; }
};

/// A table. Of several targets side by side, each compared with the first.
std::string loadTable(const LoadOptions& options, const std::vector<LoadResult>& results);
/// One JSON object a line for each target; of several with `ratio`, the messages a second compared with the first.
std::string loadJson(const LoadOptions& options, const std::vector<LoadResult>& results);

} // namespace app
