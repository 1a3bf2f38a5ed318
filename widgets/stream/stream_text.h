// SPDX-License-Identifier: GPL-3.0-or-later
// The words and lines of a stream, as they are shown and copied.
#pragma once

#include "core/stream/stream_segment.h"
#include "widgets/stream/stream_content.h"

#include <QString>

namespace widgets {

QString arrow(core::StreamDirection direction);         ///< "→" to the server, "←" to the client
QString directionText(core::StreamDirection direction); ///< "→ to the server"
QString sourceText(core::StreamSource source);          ///< "calls of the client"
core::Side senderOf(core::StreamDirection direction);   ///< Whose colour it has.
QString rowText(const StreamContent::Row& row, core::StreamForm form);
/// The rows `first` to `last` for the clipboard: text with its own line breaks, a hex dump with offsets, an array of C.
/// At most the first kMaxCopiedStream bytes; true in `cut` when there were more.
inline constexpr quint64 kMaxCopiedStream = quint64{1} << 20;
QString copiedRows(const StreamContent& content, quint64 first, quint64 last, bool* cut = nullptr);
/// What is not there, in sentences; empty when all is.
QString missingText(const StreamContent& content, quint64 eventsLetGo);

} // namespace widgets
