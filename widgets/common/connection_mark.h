// SPDX-License-Identifier: GPL-3.0-or-later
// The small coloured mark that a connection has wherever it is listed.
#pragma once

#include "core/event/event.h"

#include <QColor>
#include <QRect>

class QPainter;

namespace widgets {

/// Of nine colours that people with any kind of colour vision can tell apart (Paul Tol, "muted"), always the same one
/// for the same connection. The mark carries its number: nothing is told by colour alone.
QColor connectionColor(core::ConnectionId connection);
/// Black or white, whichever is easier to read on that colour: at least 4.5:1.
QColor connectionInk(core::ConnectionId connection);

/// Paints the mark at the left of `room` with the painter's font and returns how much of the width it took, a space
/// behind it included; 0 for connection 0, which is none.
int paintConnectionMark(QPainter& painter, const QRect& room, core::ConnectionId connection);

} // namespace widgets
