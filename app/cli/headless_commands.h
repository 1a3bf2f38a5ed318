// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that need no display. Each adds itself to the parser and says what to run.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace app {

/// Set by the command that was asked for, when its arguments are right: runs it and returns the exit code.
using CommandRunner = std::function<int()>;

// `run` lives as long as the parser. A mistake that only shows later is thrown as CLI::ParseError.
void addServeCommand(CLI::App& cli, CommandRunner& run);
void addConnectCommand(CLI::App& cli, CommandRunner& run);
void addSendCommand(CLI::App& cli, CommandRunner& run);
void addWatchCommand(CLI::App& cli, CommandRunner& run);
void addLoadCommand(CLI::App& cli, CommandRunner& run);

} // namespace app
