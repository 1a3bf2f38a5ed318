// SPDX-License-Identifier: GPL-3.0-or-later
// --escapes: text on the command line with the escapes that the window takes.
#pragma once

#include <string>

namespace CLI {
class App;
} // namespace CLI

namespace app {

/// Adds -e and --escapes. `wanted` lives as long as the parser.
void addEscapesFlag(CLI::App& command, bool& wanted);
/// The bytes that the value of `option` ("TEXT", "--answer") stands for: itself, or its escapes resolved when that is
/// `wanted`. Throws CLI::ValidationError, as callbacks of CLI11 do, with the place of the first mistake.
std::string resolveEscapes(const std::string& value, bool wanted, const char* option);

} // namespace app
