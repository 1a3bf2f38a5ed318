// SPDX-License-Identifier: GPL-3.0-or-later
// What was asked for on the command line.
#pragma once

#include "app/cli/headless_commands.h"
#include "app/headless/demo.h"

#include <optional>

namespace app {

/// Exit codes of the program.
enum ExitCode : int { kDone = 0, kFailed = 1, kUsage = 2 };

struct CommandLine
{
    std::optional<DemoOptions> demo; ///< Set: run the headless demonstration instead of the window.
    CommandRunner command;           ///< Set: run this, which needs no display, instead of the window.
    std::optional<int> exitCode;     ///< Set: everything is said (--help, --version, a usage error); leave with it.
};

/// Reads the arguments; prints help and version to standard output, usage errors to standard error. Options that Qt
/// takes (-platform, -style, …) are left to it, and so are the files to open: they are what remains then.
CommandLine parseCommandLine(int argc, char** argv);

} // namespace app
