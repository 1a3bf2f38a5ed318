// SPDX-License-Identifier: GPL-3.0-or-later
// What a TCP state means, in the words of the user's language.
#pragma once

#include "core/event/event.h"

#include <QString>

namespace widgets {

/// One sentence on what a TCP state means; RFC 9293 section 3.3.2.
QString stateSentence(core::TcpState state);

} // namespace widgets
