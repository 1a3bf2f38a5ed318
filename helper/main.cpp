// SPDX-License-Identifier: GPL-3.0-or-later
// The observer: opens the tracepoint and the captures, gives up every privilege, and reports until nobody listens.
#include "core/clock.h"
#include "helper/arguments.h"
#include "helper/capture.h"
#include "helper/output.h"
#include "helper/privileges.h"
#include "helper/trace_instance.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace helper;

constexpr int kTurnMs = 10;
// How much later than it happened something may still be handed over by the kernel.
constexpr std::int64_t kLatestNs = std::int64_t{Capture::kDelayMs + 20} * 1'000'000;
constexpr std::int64_t kFlushNs = 1'000'000'000; // at the end, for who still reads

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
    std::optional<TraceInstance> trace;
    std::vector<Capture> captures;
    Output output{STDOUT_FILENO};

    void open(const Arguments& arguments);
    void drain();
    bool wait() const; ///< One turn. False: whoever started us has closed our standard input, or reads no more.
    void run();
};

void Observer::open(const Arguments& arguments)
{
    if (auto opened = TraceInstance::open(arguments.ports))
        trace.emplace(std::move(*opened));
    else
        output.problem(opened.error());
    for (const std::string& interface : arguments.interfaces) {
        if (auto opened = Capture::open(interface, arguments.ports))
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
            output.problem("Packets of the interface " + capture.interface() + " can no longer be captured.");
        return !works;
    });
    output.add(core::RecordKind::Drained, upTo);
}

bool Observer::wait() const
{
    pollfd fds[2]{{STDIN_FILENO, POLLIN, 0}, {STDOUT_FILENO, 0, 0}};
    ::poll(fds, 2, kTurnMs);
    if ((fds[1].revents & (POLLERR | POLLNVAL)) != 0)
        return false;
    if (fds[0].revents == 0)
        return true;
    char bytes[64];
    const ssize_t size = ::read(STDIN_FILENO, bytes, sizeof bytes);
    return size > 0 || (size < 0 && errno == EINTR);
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
    const std::int64_t end = core::monotonicNs() + kFlushNs;
    while (output.flush() && output.pending() && core::monotonicNs() < end)
        ::poll(nullptr, 0, kTurnMs);
}

} // namespace

int main(int argc, char** argv)
{
    endWithParent();
    catchSignals();
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
    observer.open(*arguments);
    if (!dropAll()) {
        observer.output.problem("The observer could not give up its privileges.");
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
