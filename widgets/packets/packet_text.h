// SPDX-License-Identifier: GPL-3.0-or-later
// The words of one captured packet in a row, translated.
#pragma once

#include "core/event/event.h"

#include <QString>

namespace widgets {

/// "127.0.0.1:54321 → :8080", from the sender to the receiver; the host of the receiver only when it is another one.
/// Empty when the bytes of the packet were not kept.
QString packetDirection(const core::Event& packet);
/// What stands out of the packet, its options in short and the text of its data, separated by " · ".
QString packetInfo(const core::Event& packet);
/// "65536"; with a question mark when the SYNs, which tell how to scale it, were not captured.
QString packetWindow(const core::Event& packet);

} // namespace widgets
