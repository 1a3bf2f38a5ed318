// SPDX-License-Identifier: GPL-3.0-or-later
// The standard descriptors: what is open, and what is said on standard error.
#pragma once

#include <string_view>

namespace app {

/// A descriptor of standard input, output or error that is closed is opened to /dev/null, the wrong way round, so that
/// no socket gets its number and whoever uses it sees an end or an error. Before anything is opened.
void fillStandardDescriptors() noexcept;

/// "socket-playground: TEXT" on standard error, with escapes for what a terminal would not show or would obey
/// (core/text/visible_text.h). A reader that takes nothing for a second does not get it.
void say(std::string_view text);
/// The same without the name of the program: whole lines.
void sayLines(std::string_view text);

} // namespace app
