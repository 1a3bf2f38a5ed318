// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/event_flags.h"

#include <CLI/CLI.hpp>

namespace app {

void addEventFlags(CLI::App& command, EventOptions& options, CLI::Option* json)
{
    CLI::Option* trace =
        command.add_flag("--trace{-}", options.trace,
                         "Every event as a line like that of strace, on standard error or, as --trace=FILE, in FILE.");
    command.add_flag("--all", options.all, "The trace also shows the calls that only wait (epoll_wait and the like).")
        ->needs(trace);
    CLI::Option* noRecord = command.add_flag_callback(
        "--no-record", [&options] { options.record = false; }, "Records no event, which costs less.");
    noRecord->excludes(trace);
    if (json != nullptr)
        noRecord->excludes(json);
}

} // namespace app
