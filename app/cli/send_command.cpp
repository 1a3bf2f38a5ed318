// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of `send`.
#include "app/cli/endpoint_options.h"
#include "app/cli/escapes_flag.h"
#include "app/cli/event_flags.h"
#include "app/cli/headless_commands.h"
#include "app/headless/send.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace app {

namespace {

struct SendArguments
{
    EndpointOptions endpoint;
    SendOptions options;
    bool escapes = false;
    std::int64_t timeoutMs = 5'000;
    std::int64_t idleMs = 0;
};

} // namespace

void addSendCommand(CLI::App& cli, CommandRunner& run)
{
    auto given = std::make_shared<SendArguments>();
    CLI::App* send = cli.add_subcommand("send", "Sends one message and prints the answer and how long it took.");
    send->allow_extras(false);
    given->endpoint.addTo(*send, EndpointOptions::Use::Connect);
    send->add_option("text", given->options.text, "The message.")->required()->option_text("TEXT");
    addEscapesFlag(*send, given->escapes);
    send->add_option("--timeout", given->timeoutMs, "Milliseconds that connecting and the answer may take.")
        ->option_text("MS")
        ->check(CLI::Range(1, 3'600'000));
    send->add_option("--until", given->options.end.until, "The answer ends with this text (with -e: its escapes).")
        ->option_text("TEXT");
    send->add_option("--bytes", given->options.end.bytes, "The answer ends after so many bytes.")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 64 << 20));
    send->add_option("--idle", given->idleMs, "The answer ends when nothing more came for so many milliseconds.")
        ->option_text("MS")
        ->check(CLI::Range(1, 3'600'000));
    send->add_flag("--raw", given->options.raw, "Exact bytes also to a terminal, whatever they do to it.");
    send->add_flag("--json", given->options.json,
                   "One JSON object instead: sent, before, bytes, complete, latency_ns, answer (bytes escaped).");
    addEventFlags(*send, given->options.events);
    send->footer(
        "Examples:\n"
        "  socket-playground send --port 8080 Hello\n"
        "  socket-playground send -e 'GET / HTTP/1.0\\r\\n\\r\\n'\n"
        "  socket-playground send --abstract echo --json Hello\n"
        "  socket-playground send --port 25 -e --until '\\r\\n' 'EHLO here\\r\\n'\n"
        "The answer goes to standard output, the time to standard error. It ends when the peer ends its side: after\n"
        "the message ours is ended (shutdown), so that the peer knows that no more comes. With --until, --bytes or\n"
        "--idle our side stays open, and the first of them that is true ends the answer. What came before the\n"
        "message was sent, a greeting, is no answer.\n"
        "Exit codes: 0 done, 1 failed, 2 usage.");
    send->callback([given, &run] {
        auto addresses = given->endpoint.addresses();
        if (!addresses)
            throw CLI::ValidationError(addresses.error());
        if (given->options.text.empty())
            throw CLI::ValidationError("A message has at least one byte.");
        given->options.text = resolveEscapes(given->options.text, given->escapes, "TEXT");
        given->options.end.until = resolveEscapes(given->options.end.until, given->escapes, "--until");
        if (given->idleMs > 0)
            given->options.end.idle = std::chrono::milliseconds(given->idleMs);
        const std::chrono::milliseconds limit(given->timeoutMs);
        given->options.connect = {std::move(*addresses), limit};
        given->options.patience = limit;
        run = [given] { return runSend(given->options); };
    });
}

} // namespace app
