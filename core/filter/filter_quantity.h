// SPDX-License-Identifier: GPL-3.0-or-later
// Durations and sizes as they are written in a filter, and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace core {

/// Why a text is no quantity. English sentence for CORE_TR, static storage.
using QuantityProblem = const char*;

/// "1ms", "1.5 s", "41us" (also with a micro sign), "-2s" in nanoseconds; ns, us, ms, s, min and h in either case.
/// What is finer than a nanosecond is cut off. Without a unit: seconds if `bareSeconds`, else only 0.
tl::expected<std::int64_t, QuantityProblem> parseDuration(std::string_view text, bool bareSeconds);
/// "1000", "1.5KiB", "2 MB" in bytes; B, kB, MB, GB (1000), KiB, MiB, GiB (1024) in either case.
tl::expected<std::int64_t, QuantityProblem> parseSize(std::string_view text);
/// A whole number, perhaps negative.
tl::expected<std::int64_t, QuantityProblem> parseWhole(std::string_view text);

/// What parseDuration() reads back to the same number: "1.5ms", "250ns", "0s".
std::string quantityOfDuration(std::int64_t nanoseconds);
/// What parseSize() reads back: "1MiB", "1000".
std::string quantityOfSize(std::int64_t bytes);

} // namespace core
