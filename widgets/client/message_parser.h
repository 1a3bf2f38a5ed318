// SPDX-License-Identifier: GPL-3.0-or-later
// What was typed as a message, as bytes.
#pragma once

#include "widgets/client/message_history.h"

#include <QString>
#include <cstddef>
#include <tl/expected.hpp>
#include <vector>

namespace widgets {

/// What is added to a message of text.
enum class LineEnding : quint8 { None, Lf, CrLf };

/// The first mistake in what was typed. A plain value.
struct MessageError
{
    qsizetype position = 0; ///< In UTF-16 units from 0.
    qsizetype length = 1;   ///< The same, of the mistake.
    QString reason;         ///< A translated sentence that names the position, counted in characters from 1.
};

/// The bytes to send. `ending` is added to text only: hex is sent as it stands.
tl::expected<std::vector<std::byte>, MessageError> parseMessage(const MessageDraft& draft, LineEnding ending);

} // namespace widgets
