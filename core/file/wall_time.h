// SPDX-License-Identifier: GPL-3.0-or-later
// Times of events as people write them.
#pragma once

#include "core/text/text_buffer.h"

#include <cstdint>

namespace core {

/// "2026-11-25T21:50:25.123456789Z": ISO 8601, UTC, for nanoseconds since 1970-01-01.
void appendUtc(TextBuffer& out, std::int64_t unixNs);
/// "4.201077123", "-0.000000001": seconds with nine decimals, exact.
void appendSeconds(TextBuffer& out, std::int64_t ns);

} // namespace core
