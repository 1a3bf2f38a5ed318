// SPDX-License-Identifier: GPL-3.0-or-later
// The words of one socket of the kernel: cells, explanations, titles.
#pragma once

#include "widgets/kernel/kernel_socket_order.h"

#include <QString>

namespace widgets {

/// What the cell shows; "–" where it has nothing to say. Plain text, foreign bytes escaped.
QString socketText(const core::SampledSocket& socket, SocketColumn column);
/// What the cell means for this socket, in whole sentences.
QString socketToolTip(const core::SampledSocket& socket, SocketColumn column);
QString columnTitle(SocketColumn column);
QString columnToolTip(SocketColumn column);
/// Numbers: to the right, in the fixed-width font.
bool isNumber(SocketColumn column);

} // namespace widgets
