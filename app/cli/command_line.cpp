// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "app/cli/ending_signals.h"
#include "app/headless/error_text.h"
#include "app/headless/patient_writer.h"
#include "app/headless/text_output.h"
#include "core/file/save_events.h"
#include "core/text/bytes_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace app {

namespace {

/// Prints help, version or a mistake; returns the exit code. CLI11 has a code for each kind of mistake; we have one.
int tell(const CLI::App& cli, const CLI::Error& error)
{
    std::ostringstream asked;
    std::ostringstream mistake;
    blockSigpipe();
    if (cli.exit(error, asked, mistake) != 0) {
        sayLines(mistake.str());
        return kUsage;
    }
    PatientWriter writer;
    const bool isVersion = error.get_name() == "CallForVersion";
    const std::string problem = writeProblem(isVersion ? "version" : "help", writer.write(STDOUT_FILENO, asked.str()));
    if (problem.empty())
        return kDone;
    say(problem);
    return kFailed;
}

/// Where a command stands, and nothing of that name exists. A path is certainly a file: its window says what is wrong.
bool namesNothing(const std::string& word)
{
    return word.find('/') == std::string::npos && ::access(word.c_str(), F_OK) != 0 && errno == ENOENT;
}

/// The parser takes "--trace=" for "--trace".
void refuseEmptyTrace(std::span<char* const> words)
{
    const auto isEnd = [](const std::string_view word) { return word == "--"; };
    const auto isEmptyTrace = [](const std::string_view word) { return word == "--trace="; };
    const auto end = std::find_if(words.begin(), words.end(), isEnd);
    if (std::any_of(words.begin(), end, isEmptyTrace))
        throw CLI::ValidationError("--trace=", "The name of the file is missing.");
}

} // namespace

CommandLine parseCommandLine(int argc, char** argv)
{
    CommandLine result;
    CLI::App cli("Opens real sockets and shows everything that happens. Without a command: opens the window. With the "
                 "names of files: shows these recordings, each in a window of its own, and opens no socket.",
                 "socket-playground");
    cli.set_version_flag("--version", std::string("socket-playground ") + PROGRAM_VERSION);
    cli.require_subcommand(0, 1);
    cli.allow_extras(); // files and Qt's own options, checked below

    DemoOptions options;
    CLI::App* demo = cli.add_subcommand("demo", "Runs one echo round trip on loopback and prints every event of it.");
    demo->allow_extras(false);
    demo->add_flag("--json", options.json, "One JSON object a line for each event.");
    demo->add_flag("--all", options.all, "Also the calls that only wait (epoll_wait and the like).");
    CLI::Option* observe = demo->add_flag("--observe", options.observe,
                                          "Also TCP states and packets from the kernel; needs root or pkexec.");
    demo->add_option("--pcapng", options.pcapng,
                     "Also writes the packets to FILE, our calls as their comments; with --observe. - is standard "
                     "output, for a pipe, which then has nothing else.")
        ->option_text("FILE")
        ->needs(observe);
    demo->add_option("--save", options.save,
                     "Also saves the events to FILE: .jsonl, .csv, .txt or .md; - as above, .jsonl.")
        ->option_text("FILE")
        ->check([](const std::string& path) {
            const auto format = core::fileFormatOf(path);
            return path == kStandardOutput || (format && format != core::FileFormat::Pcapng)
                       ? ""
                       : "The file must end in .jsonl, .csv, .txt or .md";
        });
    demo->add_flag("--private", options.isPrivate,
                   "In a private network; an ordinary user may observe its packets, states need root.");
    demo->callback([&options] {
        const bool packets = options.pcapng == kStandardOutput;
        const bool events = options.save == kStandardOutput;
        if ((packets && events) || ((packets || events) && options.json))
            throw CLI::ValidationError("Standard output can have one thing only: --json, --pcapng - or --save -.");
    });
    demo->footer("Examples:\n"
                 "  socket-playground demo --json | head -3\n"
                 "  socket-playground demo --private --observe --pcapng echo.pcapng\n"
                 "Exit codes: 0 done, 1 failed, 2 usage.");
    addServeCommand(cli, result.command);
    addConnectCommand(cli, result.command);
    addSendCommand(cli, result.command);
    addWatchCommand(cli, result.command);
    addLoadCommand(cli, result.command);
    cli.footer("Example: socket-playground yesterday.jsonl\n"
               "Exit codes: 0 done, 1 failed (also when a recording was refused), 2 usage.");

    try {
        refuseEmptyTrace(std::span(argv, static_cast<std::size_t>(argc)));
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        result.exitCode = tell(cli, error);
        return result;
    }
    // A single dash is Qt's, which takes its options and their values (app/window/window_arguments.h). What then
    // remains are files, as is all that follows "--".
    const std::vector<std::string> rest = cli.remaining();
    const bool isQtOption = !rest.empty() && rest.front().starts_with('-') && !rest.front().starts_with("--");
    const bool anyUnknown = std::any_of(rest.begin(), std::find(rest.begin(), rest.end(), "--"),
                                        [](const std::string& word) { return word.starts_with("--"); });
    const bool isCommand = !cli.get_subcommands().empty();
    if (!rest.empty() && !isQtOption && (isCommand || anyUnknown)) {
        result.exitCode = tell(cli, CLI::ExtrasError(rest));
        return result;
    }
    if (!rest.empty() && !isQtOption && rest.front() != "--" && namesNothing(rest.front())) {
        result.exitCode =
            tell(cli, CLI::ValidationError(
                          fmt::format("There is no command and no file {}.",
                                      core::quoteBytes(std::as_bytes(std::span(rest.front())), rest.front().size()))));
        return result;
    }
    if (demo->parsed())
        result.demo = options;
    return result;
}

} // namespace app
