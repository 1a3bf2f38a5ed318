// SPDX-License-Identifier: GPL-3.0-or-later
// The program: a window, or a command on the terminal.
#include "app/cli/command_line.h"
#include "app/cli/ending_signals.h"
#include "app/headless/text_output.h"
#include "app/window/run_window.h"

int main(int argc, char** argv)
{
    app::fillStandardDescriptors();
    app::ignoreFileSizeSignal();
    const app::CommandLine commandLine = app::parseCommandLine(argc, argv);
    if (commandLine.exitCode)
        return *commandLine.exitCode;
    if (commandLine.command)
        return commandLine.command();
    if (commandLine.demo)
        return app::runDemo(*commandLine.demo);
    return app::runWindow(argc, argv);
}
