// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of `serve`.
#include "app/cli/endpoint_options.h"
#include "app/cli/escapes_flag.h"
#include "app/cli/event_flags.h"
#include "app/cli/headless_commands.h"
#include "app/headless/serve.h"
#include "core/net/socket_kind.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace app {

namespace {

struct ServeArguments
{
    EndpointOptions endpoint;
    ServeOptions options;
    std::string reply = "echo";
    std::string answer;
    bool escapes = false;
    CLI::Option* answerOption = nullptr;
    std::int64_t delayMs = 0;
};

std::vector<std::string> replyNames()
{
    std::vector<std::string> names;
    for (const core::ReplyMode mode : core::kReplyModes)
        names.emplace_back(core::replyModeName(mode));
    return names;
}

} // namespace

void addServeCommand(CLI::App& cli, CommandRunner& run)
{
    auto given = std::make_shared<ServeArguments>();
    CLI::App* serve = cli.add_subcommand("serve", "Listens and answers, until Ctrl+C.");
    serve->allow_extras(false);
    given->endpoint.addTo(*serve, EndpointOptions::Use::Listen);
    serve->add_flag("--dual-stack", given->options.listen.dualStack, "On an IPv6 address: take IPv4 connections, too.");
    serve->add_option("--backlog", given->options.listen.backlog, "How many connections may wait to be accepted.")
        ->option_text("NUMBER")
        ->check(CLI::Range(0, 65535));
    serve
        ->add_option(
            "--reply", given->reply,
            "What to answer: echo, splice (echo by splice(2): the bytes are not seen), discard, upper (echo in "
            "capitals), fixed (--answer), chargen (RFC 864) or daytime (RFC 867).")
        ->option_text("MODE")
        ->check(CLI::IsMember(replyNames()));
    given->answerOption =
        serve->add_option("--answer", given->answer, "The answer of --reply fixed.")->option_text("TEXT");
    addEscapesFlag(*serve, given->escapes);
    serve->add_option("--delay", given->delayMs, "Milliseconds before each send.")
        ->option_text("MS")
        ->check(CLI::Range(0, 3'600'000));
    serve->add_option("--chunk", given->options.listen.reply.pace.chunk, "Bytes of one send at most; 0: no limit.")
        ->option_text("BYTES")
        ->check(CLI::Range(0, 1'000'000'000));
    serve
        ->add_option(
            "--threads", given->options.listen.threads,
            "Threads, each with a listening socket of its own on the port (SO_REUSEPORT); not with UNIX sockets.")
        ->option_text("NUMBER")
        ->check(CLI::Range(1, 64));
    CLI::Option* json = serve->add_flag("--json", given->options.events.json,
                                        "One JSON object a line for each event, on standard output.");
    addEventFlags(*serve, given->options.events, json);
    serve->footer("Examples:\n"
                  "  socket-playground serve --port 8080 --trace\n"
                  "  socket-playground serve --unix /tmp/x.sock --reply upper\n"
                  "  socket-playground serve --address :: --dual-stack --reply splice --json > events.jsonl\n"
                  "  socket-playground serve --delay 500 --chunk 1   # one byte each half second\n"
                  "Exit codes: 0 done, 1 failed, 2 usage.");
    serve->callback([given, &run] {
        const auto addresses = given->endpoint.addresses();
        if (!addresses)
            throw CLI::ValidationError(addresses.error());
        core::ListenRequest& listen = given->options.listen;
        listen.address = addresses->front();
        if (listen.dualStack && listen.address.family() != AF_INET6)
            throw CLI::ValidationError("--dual-stack works with an IPv6 address only, as in --address ::.");
        if (listen.threads > 1 && !core::SocketKind{listen.address.family()}.canSharePort())
            throw CLI::ValidationError("--threads works with TCP only: UNIX sockets have no SO_REUSEPORT.");
        listen.reply.mode = core::replyModeOf(given->reply).value_or(core::ReplyMode::Echo);
        if (listen.reply.mode == core::ReplyMode::Fixed && given->answer.empty())
            throw CLI::ValidationError("--reply fixed needs --answer TEXT.");
        if (listen.reply.mode != core::ReplyMode::Fixed && given->answerOption->count() > 0)
            throw CLI::ValidationError("--answer works with --reply fixed only.");
        const std::string answer = resolveEscapes(given->answer, given->escapes, "--answer");
        const auto bytes = std::as_bytes(std::span(answer));
        listen.reply.answer = {bytes.begin(), bytes.end()};
        listen.reply.pace.delay = std::chrono::milliseconds(given->delayMs);
        run = [given] { return runServe(given->options); };
    });
}

} // namespace app
