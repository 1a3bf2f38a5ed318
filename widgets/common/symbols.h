// SPDX-License-Identifier: GPL-3.0-or-later
// Icons of resources/icons in the colour of a role instead of their own, for coloured buttons.
#pragma once

#include "widgets/common/theme.h"

#include <QIcon>

class QPainter;

namespace widgets {

/// One file of resources/icons each.
enum class Symbol { Start, Stop, Connect, Disconnect, Send, Close };

/// An icon that takes its colour when it is painted: the role's colour for the palette of the application at that time;
/// disabled: the palette's colour of disabled text. GUI thread.
QIcon symbolIcon(Symbol symbol, Role role = Role::Neutral);
/// The symbol in one colour, filling `room`.
void paintSymbol(QPainter& painter, const QRectF& room, Symbol symbol, const QColor& ink);

} // namespace widgets
