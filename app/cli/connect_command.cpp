// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of `connect`.
#include "app/cli/endpoint_options.h"
#include "app/cli/event_flags.h"
#include "app/cli/headless_commands.h"
#include "app/headless/connect.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace app {

namespace {

struct ConnectArguments
{
    EndpointOptions endpoint;
    ConnectOptions options;
    std::int64_t timeoutMs = 5'000;
};

} // namespace

void addConnectCommand(CLI::App& cli, CommandRunner& run)
{
    auto given = std::make_shared<ConnectArguments>();
    CLI::App* connect =
        cli.add_subcommand("connect", "Sends standard input to a server and prints what it sends, as ncat does.");
    connect->allow_extras(false);
    given->endpoint.addTo(*connect, EndpointOptions::Use::Connect);
    connect->add_option("--timeout", given->timeoutMs, "Milliseconds that connecting to one address may take.")
        ->option_text("MS")
        ->check(CLI::Range(1, 3'600'000));
    connect->add_flag("--raw", given->options.raw, "Exact bytes also to a terminal, whatever they do to it.");
    CLI::Option* json =
        connect->add_flag("--json", given->options.events.json,
                          "On standard output one JSON object a line for each event, instead of what the peer sends.");
    addEventFlags(*connect, given->options.events, json);
    connect->footer("Examples:\n"
                    "  echo Hello | socket-playground connect --port 8080\n"
                    "  socket-playground connect --unix /tmp/x.sock --trace=calls.txt < question > answer\n"
                    "  socket-playground connect --address localhost --port 80 --json\n"
                    "At the end of the input the connection is half-closed; what the peer still sends is printed.\n"
                    "Exit codes: 0 done, 1 failed, 2 usage.");
    connect->callback([given, &run] {
        auto addresses = given->endpoint.addresses();
        if (!addresses)
            throw CLI::ValidationError(addresses.error());
        given->options.connect = {std::move(*addresses), std::chrono::milliseconds(given->timeoutMs)};
        run = [given] { return runConnect(given->options); };
    });
}

} // namespace app
