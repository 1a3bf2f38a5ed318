// SPDX-License-Identifier: GPL-3.0-or-later
// The colours and fonts of the program, light and dark.
#pragma once

#include "core/event/event.h"

#include <QColor>
#include <QFont>
#include <QPalette>

class QApplication;

namespace widgets {

/// What a colour is for. Every use also carries a word, letter or mark: nothing is told by colour alone.
enum class Role {
    Server,  ///< Text, lines and badges of the server side (vermilion).
    Client,  ///< The same of the client side (blue).
    Error,   ///< Failed calls.
    Neutral, ///< Text that belongs to neither side: states without side, gaps.
    Muted,   ///< Secondary text; still readable (4.5:1).
    Card,    ///< Background of panels.
    CardBorder,
    FieldBorder, ///< Of what can be typed into: easier to see than that of a card.
    Header,      ///< Background of panel headers.
    ServerTint,  ///< Pale background for server things (badges, buttons).
    ClientTint,
    ErrorTint, ///< Background of a row or bar that tells of an error.
    HoverTint,
    HitTint, ///< Behind text that was looked for; underlined as well.
};

/// True when the palette is dark (text lighter than window); Qt 6.4 has no colorScheme(). React to
/// QEvent::PaletteChange, keep no colours.
bool isDark(const QPalette& palette);
/// The colour of a role for that palette. GUI thread.
QColor color(Role role, const QPalette& palette);
QColor sideColor(core::Side side, const QPalette& palette);
QColor sideTint(core::Side side, const QPalette& palette);

/// The fixed-width font of calls and bytes, in the size of the application font.
QFont monospaceFont();

/// Sets the style (FlatStyle) and the light or dark palette of the application.
void applyTheme(QApplication& application, bool dark);

} // namespace widgets
