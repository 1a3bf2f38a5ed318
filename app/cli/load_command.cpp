// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of `load`.
#include "app/cli/endpoint_options.h"
#include "app/cli/headless_commands.h"
#include "app/headless/load.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>

namespace app {

namespace {

constexpr std::size_t kMostBytes = std::size_t{16} << 20;

struct LoadArguments
{
    EndpointOptions endpoint;
    LoadOptions options;
    double seconds = 10;
};

} // namespace

void addLoadCommand(CLI::App& cli, CommandRunner& run)
{
    auto given = std::make_shared<LoadArguments>();
    CLI::App* load = cli.add_subcommand("load", "Sends many messages to an echo server, compares every byte that comes "
                                                "back, and tells how long it took.");
    load->allow_extras(false);
    given->endpoint.addTo(*load, EndpointOptions::Use::Compare);
    load->add_option("--connections", given->options.connections, "How many at once, 1 without it.")
        ->option_text("NUMBER")
        ->check(CLI::Range(0, 1'000'000));
    load->add_option("--idle", given->options.idle, "Additional idle connections.")
        ->option_text("NUMBER")
        ->check(CLI::Range(0, 1'000'000));
    load->add_option("--size", given->options.size, "Bytes of a message, 64 without it.")
        ->option_text("BYTES")
        ->check(CLI::Range(std::size_t{1}, kMostBytes));
    load->add_option("--rate", given->options.rate,
                     "Messages a second over all connections; without it as fast as the answers come.")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 100'000'000));
    load->add_option("--duration", given->seconds, "Seconds for each target, 10 without it.")
        ->option_text("S")
        ->check(CLI::Range(0.1, 86'400.0));
    load->add_flag("--churn", given->options.churn, "A connection of its own for each message.");
    load->add_flag_callback(
        "--no-record", [] {}, "Records no event, as load never does.");
    load->add_flag("--json", given->options.json, "One JSON object instead of the table; times in nanoseconds.");
    load->footer("Examples:\n"
                 "  socket-playground load --port 8080 --connections 64 --duration 5\n"
                 "  socket-playground load --unix /tmp/x.sock --rate 1000 --json\n"
                 "  socket-playground load --port 8080 --churn --idle 1000\n"
                 "  socket-playground load --port 8080 --unix /tmp/x.sock   # side by side\n"
                 "The time of a message counts from when it was due to the last byte of its echo.\n"
                 "Exit codes: 0 done, 1 failed, 2 usage.");
    load->callback([given, &run] {
        if (std::isnan(given->seconds)) // which is in every range
            throw CLI::ValidationError("--duration", "This is not a number.");
        auto targets = given->endpoint.targets();
        if (!targets)
            throw CLI::ValidationError(targets.error());
        given->options.targets = std::move(*targets);
        given->options.duration = std::chrono::milliseconds(static_cast<std::int64_t>(given->seconds * 1000));
        run = [given] { return runLoad(given->options); };
    });
}

} // namespace app
