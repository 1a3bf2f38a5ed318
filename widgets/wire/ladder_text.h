// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the wire: an event in the room that its lane has, and in full.
#pragma once

#include "core/event/event.h"
#include "widgets/wire/byte_pairing.h"

#include <QString>
#include <functional>
#include <optional>

namespace widgets {

/// Tells whether a text fits into the room there is.
using Fits = std::function<bool(const QString& text)>;

/// A call as core::eventText() writes it, or shorter until it fits: the tails of flags go first, then the arguments
/// after the one that says most (payload, address, option), then the middle of that one, then the rest, each replaced
/// by "…". The name and the result stay. May return a text that does not fit when even name(…) = result does not.
QString fitCall(const core::Event& event, const Fits& fits);

/// A quoted payload or an address as much of it as fits, the middle replaced by "…"; never cuts an escape in two.
/// Nothing when not even its shortest form fits. Asks few times: to measure a text takes longer than all else.
std::optional<QString> fitShortened(const QString& value, const Fits& fits);

/// The whole event in one line; foreign bytes escaped.
QString fullText(const core::Event& event);
/// "server, connection 3: bind(7, 127.0.0.1:8080) = 0", for people who hear the wire; for a send or recv also where its
/// bytes went or came from.
QString spokenText(const core::Event& event, const BytePairs& pairs = {});
/// For a tool tip, as HTML: the whole event, then its time, how long it took, its connection and its source.
QString toolTipHtml(const core::Event& event, std::int64_t originNs, const BytePairs& pairs = {});

/// "bytes 0–17, 3 sends" of a recv, "bytes 0–17, 1 recv" of a send; empty when it is not known.
QString pairingLabel(const core::Event& event, const BytePairs& pairs);
/// What stands beside a recv that is not one send: "3 sends", "part of 1 send"; else empty.
QString pairingTag(const core::Event& event, const BytePairs& pairs);
/// The same, and how long a call waited: "3 sends · 1.2 s".
QString callTag(const core::Event& event, const BytePairs& pairs);

/// True for what the wire marks with a cross: failed calls, notes that tell of a failure or a loss, and resets.
bool isMarked(const core::Event& event);

} // namespace widgets
