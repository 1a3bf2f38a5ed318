// SPDX-License-Identifier: GPL-3.0-or-later
// The words of one event in the log, translated.
#pragma once

#include "core/event/event.h"

#include <QString>

namespace widgets {

/// "bind(7, 127.0.0.1:8080) = 0"; a note in the words of the user's language. One line, foreign characters escaped.
QString eventLine(const core::Event& event);
/// "server" or "client".
QString sideText(core::Side side);
QString kindText(core::EventKind kind);
/// How long a call took ("41 µs"), for a state where it is known from ("sampled"), else what it is ("message").
QString tookText(const core::Event& event);
/// Seconds with six decimals from `originNs` to `ns` (CLOCK_MONOTONIC), "1.204410".
QString timeText(std::int64_t ns, std::int64_t originNs);
/// durationText() with a sign when negative.
QString deltaText(std::int64_t nanoseconds);
/// "call", "kernel", "sampled" or "inferred".
QString sourceText(core::Source source);
/// How many bytes a call moved, a message or the data of a packet has; empty for what moves none.
QString bytesText(const core::Event& event);
/// One sentence on where the observation comes from.
QString sourceSentence(core::Source source);

} // namespace widgets
