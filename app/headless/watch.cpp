// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/watch.h"

#include "app/cli/ending_signals.h"
#include "app/headless/error_text.h"
#include "app/headless/patient_writer.h"
#include "app/headless/text_output.h"
#include "core/file/unique_fd.h"
#include "core/kernel/socket_sample.h"
#include "core/sys/real_sys.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <unistd.h>

namespace app {

namespace {

std::string ownerText(const core::SampledSocket& sampled)
{
    if (sampled.owner)
        return fmt::format("{} ({})", sampled.owner->name, sampled.owner->pid);
    return sampled.socket.uid && sampled.socket.inode != 0 ? fmt::format("uid {}", *sampled.socket.uid) : "-";
}

std::string addressText(const core::Address& address)
{
    return address.isValid() ? address.text() : "-";
}

std::string rttText(const core::KernelSocket& socket)
{
    return socket.metrics && socket.metrics->rttUs > 0 ? core::durationText(std::int64_t{socket.metrics->rttUs} * 1'000)
                                                       : "-";
}

std::string table(const core::SocketSample& sample)
{
    std::string text = fmt::format("{:<12} {:>7} {:>7}  {:<30} {:<30} {:>9} {:>5}  {}\n", "State", "Recv-Q", "Send-Q",
                                   "Local", "Peer", "RTT", "Retr", "Process");
    for (const core::SampledSocket& sampled : sample.sockets) {
        const core::KernelSocket& socket = sampled.socket;
        text += fmt::format("{:<12} {:>7} {:>7}  {:<30} {:<30} {:>9} {:>5}  {}\n", core::stateName(socket.state),
                            socket.receiveQueue, socket.sendQueue, addressText(socket.local),
                            socket.isListener() ? "*" : addressText(socket.peer), rttText(socket),
                            socket.metrics ? socket.metrics->totalRetransmits : 0, ownerText(sampled));
    }
    return text + fmt::format("{} of {} sockets\n", sample.sockets.size(), sample.total);
}

std::string jsonLine(const core::SocketSample& sample)
{
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const core::SampledSocket& sampled : sample.sockets) {
        const core::KernelSocket& socket = sampled.socket;
        nlohmann::ordered_json one;
        one["state"] = core::stateName(socket.state);
        one["recv_q"] = socket.receiveQueue;
        one["send_q"] = socket.sendQueue;
        one["local"] = addressText(socket.local);
        one["peer"] = socket.peer.isValid() ? nlohmann::ordered_json(socket.peer.text()) : nullptr;
        one["rtt_us"] = socket.metrics ? nlohmann::ordered_json(socket.metrics->rttUs) : nullptr;
        one["retransmits"] = socket.metrics ? nlohmann::ordered_json(socket.metrics->totalRetransmits) : nullptr;
        one["uid"] = socket.uid ? nlohmann::ordered_json(*socket.uid) : nullptr;
        one["pid"] = sampled.owner ? nlohmann::ordered_json(sampled.owner->pid) : nullptr;
        one["program"] = sampled.owner ? nlohmann::ordered_json(sampled.owner->name) : nullptr;
        all.push_back(std::move(one));
    }
    nlohmann::ordered_json line;
    line["time_ms"] = sample.wallMs;
    line["total"] = sample.total;
    line["sockets"] = std::move(all);
    return line.dump() + '\n';
}

void choose(std::vector<core::SampledSocket>& sockets, const WatchOptions& options)
{
    std::erase_if(sockets, [&options](const core::SampledSocket& sampled) {
        const core::KernelSocket& socket = sampled.socket;
        if (socket.family == AF_UNIX)
            return !options.withUnix || options.port != 0;
        return options.port != 0 && socket.local.port() != options.port && socket.peer.port() != options.port;
    });
}

/// Empty when all went well, else a sentence.
std::string watch(const WatchOptions& options, int signalFd)
{
    core::RealSys sys;
    core::SocketSampling sampling(sys);
    PatientWriter writer(signalFd);
    const bool terminal = ::isatty(STDOUT_FILENO) == 1;
    for (unsigned look = 1;; ++look) {
        core::SocketSample sample = sampling.take({true, nullptr});
        if (sample.error)
            return fmt::format("The kernel cannot be asked for its sockets: {}.", errorText(*sample.error));
        choose(sample.sockets, options);
        std::string text = options.json ? jsonLine(sample) : table(sample);
        if (!options.json && terminal)
            text = "\x1b[H\x1b[2J" + text; // cursor to the upper left, clear
        else if (!options.json && look > 1)
            text = '\n' + text;
        if (const int error = writer.write(STDOUT_FILENO, text); error != 0)
            return error == ECANCELED ? std::string() : writeProblem("sockets", error);
        if (look == options.count)
            return {};
        pollfd signalled{signalFd, POLLIN, 0};
        if (::poll(&signalled, 1, static_cast<int>(options.interval.count())) != 0)
            return {};
    }
}

} // namespace

int runWatch(const WatchOptions& options)
{
    blockEndingSignals();
    blockSigpipe();
    const core::UniqueFd signalFd(openEndingSignals());
    const std::string problem = signalFd ? watch(options, signalFd.get()) : errorText({"signalfd", errno}) + '.';
    if (problem.empty())
        return 0;
    say(problem);
    return 1;
}

} // namespace app
