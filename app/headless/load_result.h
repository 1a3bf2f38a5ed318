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
    explicit LoadResult(const std::vector<core::Address>& of) : addresses(of) {}

    const std::vector<core::Address>& addresses; ///< Of the options, which outlive this.
    std::size_t address = 0;                     ///< The one that was connected to, or tried last.
    double seconds = 0;
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::uint64_t refused = 0;
    std::uint64_t errors = 0;
    std::string firstError;
    std::uint64_t unanswered = 0;
    std::int64_t longestUnansweredNs = 0;
    core::LatencyHistogram latency;
    core::LatencyHistogram connecting;

    void add(const LoadRun& run, double tookSeconds);
    const core::Address& target() const { return addresses[address]; }
    double perSecond(std::uint64_t count) const { return seconds > 0 ? static_cast<double>(count) / seconds : 0; }
};

/// A table. Of several targets side by side, each compared with the first.
std::string loadTable(const LoadOptions& options, const std::vector<LoadResult>& results);
/// One JSON object a line for each target; of several with `ratio`, the messages a second compared with the first.
std::string loadJson(const LoadOptions& options, const std::vector<LoadResult>& results);

} // namespace app
