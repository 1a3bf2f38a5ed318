// SPDX-License-Identifier: GPL-3.0-or-later
// The observer: opens the tracepoint and the captures, gives up every privilege, and reports until nobody listens.
#include "core/clock.h"
#include "helper/arguments.h"
#include "helper/capture.h"
#include "helper/commands.h"
#include "helper/output.h"
#include "helper/privileges.h"
#include "helper/trace_instance.h"
#include "helper/tracefs.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace helper;

constexpr int kTurnMs = 10;
// How much later than it happened something may still be handed over by the kernel.
constexpr std::int64_t kLatestNs = std::int64_t{Capture::kDelayMs + 20} * 1'000'000;
constexpr int kFlushMs = 1000; // at the end: whoever reads nothing for so long reads no more

volatile std::sig_atomic_t g_stop = 0;

void onSignal(int /*signal*/)
{
    g_stop = 1;
}

void catchSignals()
{
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &action, nullptr);
}

/// Everything that is observed.
struct Observer
{
    core::PortSet ports;
    CommandReader commands;
    std::optional<TraceInstance> trace;
    std::vector<Capture> captures;
    Output output{STDOUT_FILENO};

    void open(const Arguments& arguments, const Result<std::string>& tracefs);
    void drain();
    bool wait(); ///< One turn. False: whoever started us has closed our standard input, or reads no more.
    bool obey(std::string_view bytes); ///< False: we were asked for something that we do not know.
    void run();
};

void Observer::open(const Arguments& arguments, const Result<std::string>& tracefs)
{
    ports = arguments.ports;
    if (!tracefs)
        output.problem(tracefs.error());
    else if (auto opened = TraceInstance::open(*tracefs, ports))
        trace.emplace(std::move(*opened));
    else
        output.problem(opened.error());
    for (const std::string& interface : arguments.interfaces) {
        if (auto opened = Capture::open(interface, ports))
            captures.push_back(std::move(*opened));
        else
            output.problem(opened.error());
    }
}

void Observer::drain()
{
    const std::int64_t upTo = core::monotonicNs() - kLatestNs;
    if (trace)
        trace->drain(output);
    std::erase_if(captures, [this](Capture& capture) {
        const bool works = capture.drain(output);
        if (!works)
            output.problem({core::ObserverProblem::CaptureEnded, capture.interface()});
        return !works;
    });
    output.add(core::RecordKind::Drained, upTo);
}

bool Observer::wait()
{
    const std::int64_t end = core::monotonicNs() + std::int64_t{kTurnMs} * 1'000'000;
    pollfd fds[2]{};
    // Whoever reads makes room again and again: that is no new turn.
    do {
        fds[0] = {STDIN_FILENO, POLLIN, 0};
        fds[1] = {STDOUT_FILENO, static_cast<short>(output.pending() ? POLLOUT : 0), 0};
        ::poll(fds, 2, kTurnMs);
        if ((fds[1].revents & (POLLERR | POLLNVAL)) != 0 || !output.flush())
            return false;
    } while (fds[0].revents == 0 && fds[1].revents != 0 && core::monotonicNs() < end);
    if (fds[0].revents == 0)
        return true;
    char bytes[4096];
    const ssize_t size = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (size > 0)
        return obey({bytes, static_cast<std::size_t>(size)});
    return size < 0 && (errno == EINTR || errno == EAGAIN);
}

bool Observer::obey(std::string_view bytes)
{
    const auto asked = commands.feed(bytes);
    if (!asked) {
        output.problem(asked.error());
        return false;
    }
    for (const PortsCommand& command : *asked) {
        // What has been captured until now was asked for with the ports of before.
        drain();
        ports = command.ports;
        bool works = !trace || trace->updateFilter();
        for (Capture& capture : captures)
            works = capture.updateFilter() && works;
        if (works)
            output.add(core::RecordKind::Ports, core::monotonicNs(), core::PortsRecord{command.number, 0});
        else
            output.problem({core::ObserverProblem::PortsRefused});
    }
    return true;
}

void Observer::run()
{
    while (g_stop == 0 && output.flush() && wait())
        drain();
    // What happened until now is still to be reported.
    for (const std::int64_t end = core::monotonicNs() + kLatestNs; core::monotonicNs() < end;)
        ::poll(nullptr, 0, kTurnMs);
    drain();
    output.add(core::RecordKind::Drained, core::monotonicNs());
    // As long as somebody reads.
    pollfd reader{STDOUT_FILENO, POLLOUT, 0};
    while (output.flush() && output.pending() && ::poll(&reader, 1, kFlushMs) > 0) {
    }
}

} // namespace

int main(int argc, char** argv)
{
    endWithParent();
    catchSignals();
    const auto tracefs = findTracefs(); // before anything foreign is read: this alone may need CAP_SYS_ADMIN
    keepOnlyForOpening();
    ::umask(0077);
    const auto arguments = parseArguments(std::span<const char* const>(argv + 1, static_cast<std::size_t>(argc - 1)));
    ::fcntl(STDOUT_FILENO, F_SETFL, ::fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
    Observer observer;
    if (!arguments) {
        observer.output.problem(arguments.error());
        observer.output.flush();
        return 2;
    }
    observer.open(*arguments, tracefs);
    if (!dropAll()) {
        observer.output.problem({core::ObserverProblem::PrivilegesKept});
        observer.output.flush();
        return 1;
    }
    endWithParent(); // changing the user has taken it back (prctl(2))
    if (!observer.trace && observer.captures.empty()) {
        observer.output.flush();
        return 1;
    }
    observer.output.add(core::RecordKind::Ready, core::monotonicNs(),
                        core::ReadyRecord{observer.trace ? 1U : 0U, observer.captures.empty() ? 0U : 1U});
    observer.run();
    return 0;
}
