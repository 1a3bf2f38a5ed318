// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of `watch`.
#include "app/cli/headless_commands.h"
#include "app/headless/watch.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace app {

namespace {

struct WatchArguments
{
    WatchOptions options;
    std::int64_t intervalMs = 1'000;
};

} // namespace

void addWatchCommand(CLI::App& cli, CommandRunner& run)
{
    auto given = std::make_shared<WatchArguments>();
    CLI::App* watch =
        cli.add_subcommand("watch", "Shows what the kernel knows of this machine's sockets, again and again.");
    watch->allow_extras(false);
    watch->add_option("--interval", given->intervalMs, "Milliseconds between two looks, 1000 without it.")
        ->option_text("MS")
        ->check(CLI::Range(50, 3'600'000));
    watch->add_option("--count", given->options.count, "How often to look; without it until Ctrl+C.")
        ->option_text("NUMBER");
    watch->add_option("--port", given->options.port, "Only TCP sockets with this port at one of their ends.")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 65535));
    watch->add_flag("--with-unix", given->options.withUnix, "UNIX domain sockets, too.");
    watch->add_flag("--json", given->options.json, "One JSON object a line for each look.");
    watch->footer("Examples:\n"
                  "  socket-playground watch --port 8080\n"
                  "  socket-playground watch --count 1 --json | jq '.sockets[].state'\n"
                  "Exit codes: 0 done, 1 failed, 2 usage.");
    watch->callback([given, &run] {
        given->options.interval = std::chrono::milliseconds(given->intervalMs);
        run = [given] { return runWatch(given->options); };
    });
}

} // namespace app
