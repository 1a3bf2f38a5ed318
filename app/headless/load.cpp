// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/load.h"

#include "app/cli/ending_signals.h"
#include "app/headless/error_text.h"
#include "app/headless/load_connection.h"
#include "app/headless/patient_writer.h"
#include "app/headless/text_output.h"
#include "core/clock.h"
#include "core/sys/descriptor_limit.h"
#include "core/sys/real_sys.h"
#include "core/text/event_text.h"

#include <array>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace app {

namespace {

struct Quantile
{
    const char* name;
    double part;
};
constexpr std::array kQuantiles{Quantile{"p50", 0.5}, Quantile{"p90", 0.9}, Quantile{"p99", 0.99},
                                Quantile{"p99.9", 0.999}, Quantile{"max", 1.0}};

class EndOnSignal final : public core::Watcher
{
public:
    explicit EndOnSignal(core::Reactor& reactor) : m_reactor(reactor) {}
    void onReady(std::uint32_t /*events*/) override { m_reactor.requestStop(); }

private:
    core::Reactor& m_reactor;
};

std::string table(const LoadRun& run, double seconds)
{
    const auto second = [seconds](std::uint64_t count) { return static_cast<double>(count) / seconds; };
    std::string text = fmt::format("{:<12} {}\n{:<12} {} of {} bytes, {:.0f} a second\n{:<12} {:.1f} MB/s each way\n",
                                   "target", run.options.address.text(), "messages", run.messages, run.options.size,
                                   second(run.messages), "throughput", second(run.bytes) / 1e6);
    text += fmt::format("{:<12} {} made, {:.0f} a second, p50 {}\n", "connections", run.connecting.count(),
                        second(run.connecting.count()), core::durationText(run.connecting.quantile(0.5)));
    text += fmt::format("{:<12}", "latency");
    for (const Quantile& each : kQuantiles)
        text += fmt::format(" {} {}", each.name, core::durationText(run.latency.quantile(each.part)));
    text += fmt::format("\n{:<12} {}\n", "errors", run.errors);
    if (run.refused > 0)
        text += fmt::format("{:<12} {} times: the accept queue was full\n", "tried again", run.refused);
    return text;
}

std::string jsonLine(const LoadRun& run, double seconds)
{
    nlohmann::ordered_json line;
    line["target"] = run.options.address.text();
    line["connections"] = run.options.connections;
    line["idle"] = run.options.idle;
    line["size"] = run.options.size;
    line["seconds"] = seconds;
    line["messages"] = run.messages;
    line["bytes"] = run.bytes;
    line["connects"] = run.connecting.count();
    line["connect_p50_ns"] = run.connecting.quantile(0.5);
    nlohmann::ordered_json latency;
    for (const Quantile& each : kQuantiles)
        latency[each.name] = run.latency.quantile(each.part);
    line["latency_ns"] = std::move(latency);
    line["errors"] = run.errors;
    line["tried_again"] = run.refused;
    return line.dump() + '\n';
}

/// Empty when all went well, else a sentence.
std::string load(const LoadOptions& options, int signalFd)
{
    core::RealSys sys;
    core::Reactor reactor(sys, sys);
    EndOnSignal onSignal(reactor);
    core::Result<void> ready = reactor.open();
    if (ready)
        ready = reactor.watch(signalFd, EPOLLIN, onSignal);
    if (!ready)
        return errorText(ready.error());

    LoadRun run(options, sys, reactor);
    std::vector<std::unique_ptr<LoadConnection>> connections;
    for (unsigned i = 0; i < options.connections + options.idle; ++i)
        connections.push_back(std::make_unique<LoadConnection>(run, i, i >= options.connections));
    const std::int64_t startNs = core::monotonicNs();
    for (const auto& each : connections)
        each->start();
    reactor.after(options.duration, [&reactor] { reactor.requestStop(); });
    reactor.run();
    const double seconds = static_cast<double>(core::monotonicNs() - startNs) / 1e9;
    run.ended = true;
    connections.clear();

    PatientWriter writer(signalFd);
    const std::string text = options.json ? jsonLine(run, seconds) : table(run, seconds);
    if (std::string problem = writeProblem("result", writer.write(STDOUT_FILENO, text)); !problem.empty())
        return problem;
    if (run.errors > 0)
        return fmt::format("{} connections failed. The first: {}", run.errors, run.firstError);
    return run.messages == 0 && options.connections > 0 ? "No message came back." : std::string();
}

} // namespace

int runLoad(const LoadOptions& options)
{
    core::raiseDescriptorLimit();
    blockEndingSignals();
    blockSigpipe();
    const int signalFd = openEndingSignals();
    const std::string problem = load(options, signalFd);
    ::close(signalFd);
    if (problem.empty())
        return 0;
    say(problem);
    return 1;
}

} // namespace app
