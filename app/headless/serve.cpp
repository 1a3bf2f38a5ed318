// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/serve.h"

#include "app/headless/error_text.h"
#include "app/headless/terminal_session.h"
#include "app/headless/text_output.h"
#include "core/kernel/port_holder_text.h"
#include "core/kernel/socket_sample.h"
#include "core/sys/descriptor_limit.h"

#include <cerrno>
#include <fmt/format.h>

namespace app {

namespace {

/// That connections wait, and that they do no longer.
void sayPause(const core::ServerStatus& status)
{
    if (!status.acceptPaused)
        say("Connections are accepted again.");
    else if (status.error)
        say(fmt::format("No connection is accepted for now, new ones wait in the accept queue: {}.",
                        errorText(*status.error)));
    else
        say(fmt::format("No connection is accepted until another one ends, new ones wait in the accept queue: the "
                        "program may have {} descriptors (RLIMIT_NOFILE, ulimit -n).",
                        core::descriptorLimit()));
}

/// Why the address could not be listened on; for a port in use also the program that holds it.
std::string listenProblem(TerminalSession& terminal, const core::Address& wanted, const core::SysError& error)
{
    std::string problem = fmt::format("{}: {}", wanted.text(), explainedError(error, wanted.family()));
    if (error.code != EADDRINUSE || wanted.port() == 0)
        return problem;
    core::SocketSampling sampling(terminal.session().sockets());
    const auto holder = sampling.findHolder(wanted);
    if (holder && *holder)
        problem += '\n' + core::english(core::portHolderSentence(wanted, **holder));
    return problem;
}

/// Empty when all went well, else a sentence.
std::string serve(TerminalSession& terminal, const core::ListenRequest& request)
{
    using Phase = core::ServerStatus::Phase;
    if (std::string problem = terminal.start(); !problem.empty())
        return problem;
    terminal.session().startServer(request);
    bool listening = false;
    bool paused = false;
    while (!terminal.wait().signal && !terminal.outputFailed()) {
        const core::ServerStatus status = terminal.server();
        if (status.phase == Phase::Stopped && status.error)
            return listenProblem(terminal, request.address, *status.error);
        if (status.phase == Phase::Listening && !std::exchange(listening, true))
            say(fmt::format("Listening on {}, reply: {}.{} Ctrl+C ends it.", status.address.text(),
                            core::replyModeName(request.reply.mode),
                            status.address.family() == AF_UNIX && status.address.path().empty()
                                ? " Every user of this computer may connect to an abstract name."
                                : ""));
        if (std::exchange(paused, status.acceptPaused) != status.acceptPaused)
            sayPause(status);
    }
    return {};
}

} // namespace

int runServe(const ServeOptions& options)
{
    TerminalSession terminal(options.events);
    std::string problem = serve(terminal, options.listen);
    terminal.session().stopServer();
    terminal.stop();
    if (problem.empty())
        problem = terminal.outputProblem();
    if (problem.empty())
        return 0;
    say(problem);
    return 1;
}

} // namespace app
