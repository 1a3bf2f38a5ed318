// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/load.h"

#include "app/cli/ending_signals.h"
#include "app/headless/error_text.h"
#include "app/headless/load_result.h"
#include "app/headless/patient_writer.h"
#include "app/headless/text_output.h"
#include "core/clock.h"
#include "core/file/unique_fd.h"
#include "core/sys/descriptor_limit.h"
#include "core/sys/real_sys.h"

#include <cerrno>
#include <fmt/format.h>
#include <memory>
#include <poll.h>
#include <unistd.h>

namespace app {

namespace {

constexpr int kRounds = 6; // in which several targets take turns, so that what disturbs disturbs all of them

class EndOnSignal final : public core::Watcher
{
public:
    explicit EndOnSignal(core::Reactor& reactor) : m_reactor(reactor) {}
    void onReady(std::uint32_t /*events*/) override { m_reactor.requestStop(); }

private:
    core::Reactor& m_reactor;
};

bool cameSignal(int signalFd)
{
    pollfd signal{signalFd, POLLIN, 0}; // nobody reads it
    return ::poll(&signal, 1, 0) > 0;
}

/// One run against one target, which is added to its result. Empty when it could begin, else a sentence.
std::string runOnce(const LoadOptions& options, std::chrono::milliseconds duration, int signalFd, LoadResult& result)
{
    core::RealSys sys;
    core::Reactor reactor(sys, sys);
    EndOnSignal onSignal(reactor);
    core::Result<void> ready = reactor.open();
    if (ready)
        ready = reactor.watch(signalFd, EPOLLIN, onSignal);
    if (!ready)
        return errorText(ready.error());

    LoadRun run(options, result.addresses, sys, reactor);
    std::vector<std::unique_ptr<LoadConnection>> connections;
    for (unsigned i = 0; i < options.connections + options.idle; ++i)
        connections.push_back(std::make_unique<LoadConnection>(run, i, i >= options.connections));
    const std::int64_t startNs = core::monotonicNs();
    for (const auto& each : connections)
        each->start();
    reactor.after(duration, [&reactor] { reactor.requestStop(); });
    reactor.run();
    run.ended = true;
    for (const auto& each : connections)
        each->end();
    result.add(run, static_cast<double>(core::monotonicNs() - startNs) / 1e9);
    return {};
}

/// Several targets take turns, in alternating order, until a signal comes. As runOnce().
std::string runAll(const LoadOptions& options, int signalFd, std::vector<LoadResult>& results)
{
    const int rounds = results.size() == 1 ? 1 : kRounds;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < results.size() && !cameSignal(signalFd); ++i) {
            LoadResult& result = results[round % 2 == 0 ? i : results.size() - 1 - i];
            std::string problem = runOnce(options, options.duration / rounds, signalFd, result);
            if (!problem.empty())
                return problem;
        }
    }
    return {};
}

std::string problemOf(const LoadResult& result, bool expectsMessages)
{
    if (result.errors > 0)
        return result.errors == 1
                   ? fmt::format("1 connection failed: {}", result.firstError)
                   : fmt::format("{} connections failed. The first: {}", result.errors, result.firstError);
    return expectsMessages && result.messages == 0 ? "No message came back." : std::string();
}

/// Empty when all went well, else a sentence.
std::string load(const LoadOptions& options, int signalFd)
{
    std::vector<LoadResult> results;
    for (const std::vector<core::Address>& target : options.targets)
        results.push_back(LoadResult(target));
    std::string problem = runAll(options, signalFd, results);
    if (!problem.empty())
        return problem;
    const bool expectsMessages = options.connections > 0 && !cameSignal(signalFd);
    PatientWriter writer(signalFd);
    const std::string text = options.json ? loadJson(options, results) : loadTable(options, results);
    problem = writeProblem("result", writer.write(STDOUT_FILENO, text));
    for (const LoadResult& result : results) {
        if (!problem.empty())
            break;
        problem = problemOf(result, expectsMessages);
        if (!problem.empty() && results.size() > 1)
            problem = fmt::format("{}: {}", result.target().text(), problem);
    }
    return problem;
}

} // namespace

int runLoad(const LoadOptions& options)
{
    core::raiseDescriptorLimit(core::kCommandDescriptors);
    blockEndingSignals();
    blockSigpipe();
    const core::UniqueFd signalFd(openEndingSignals());
    const std::string problem = signalFd ? load(options, signalFd.get()) : errorText({"signalfd", errno}) + '.';
    if (problem.empty())
        return 0;
    say(problem);
    return 1;
}

} // namespace app
