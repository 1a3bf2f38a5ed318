// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/demo.h"

#include "app/cli/ending_signals.h"
#include "app/headless/error_text.h"
#include "app/headless/event_printer.h"
#include "app/headless/patient_writer.h"
#include "app/headless/text_output.h"
#include "core/event/recording.h"
#include "core/file/file_error.h"
#include "core/file/save_events.h"
#include "core/file/unique_fd.h"
#include "core/net/socket.h"
#include "core/session/session.h"
#include "core/text/event_json.h"
#include "core/text/translatable.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <fcntl.h>
#include <fmt/format.h>
#include <mutex>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace app {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view kMessage = "Hello!";
constexpr auto kLimit = 5s;
constexpr auto kNetworkLimit = 15s;  // longer than its helper has
constexpr auto kPasswordLimit = 60s; // pkexec may ask

/// Collects events on the main thread and waits there for what the I/O threads tell.
class DemoRun final : private core::SessionObserver
{
public:
    /// Empty when all went well, else a sentence.
    std::string run(const DemoOptions& options);
    /// What did not work though the run went well, in sentences; empty: nothing.
    const std::string& remark() const { return m_remark; }
    const core::Batch& events() const { return m_events; }
    std::string threadName(std::uint16_t track) { return m_session.recorder().trackName(track); }
    std::vector<std::string> threadNames() { return m_session.recorder().trackNames(); }
    std::uint64_t lost() { return m_session.recorder().lost(); }

private:
    void serverChanged(const core::ServerStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_server = status;
        m_ready = true;
        m_changed.notify_all();
    }
    void clientChanged(const core::ClientStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_client = status;
        m_ready = true;
        m_changed.notify_all();
    }

    void networkChanged(const core::NetworkStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_network = status;
        m_ready = true;
        m_changed.notify_all();
    }

    void observerChanged(const core::ObserverStatus& status) override
    {
        const std::lock_guard lock(m_mutex);
        m_observer = status;
        m_ready = true;
        m_changed.notify_all();
    }

    /// Collects events until the condition, which is asked under the lock, holds or the time is up.
    template <class Condition>
    bool waitUntil(Condition condition);
    core::ServerStatus server()
    {
        const std::lock_guard lock(m_mutex);
        return m_server.value_or(core::ServerStatus{});
    }
    core::ClientStatus client()
    {
        const std::lock_guard lock(m_mutex);
        return m_client.value_or(core::ClientStatus{});
    }
    void keep(core::Batch batch);
    void addRemark(const std::string& sentences);
    std::string enterNetwork();
    std::string observe(bool needsPackets);
    std::string roundTrip(std::uint16_t port);
    std::string problem(std::string_view waitedFor);

    std::mutex m_mutex; // guards all down to m_ready
    std::condition_variable m_changed;
    std::optional<core::ServerStatus> m_server;
    std::optional<core::ClientStatus> m_client;
    core::ObserverStatus m_observer;
    core::NetworkStatus m_network;
    bool m_ready = false; // something is new: look again

    core::Batch m_events;
    std::size_t m_echoed = 0;    // bytes that came back
    bool m_serverClosed = false; // the server has closed its end
    std::chrono::steady_clock::time_point m_deadline = std::chrono::steady_clock::now() + kLimit;
    std::string m_remark;
    core::Session m_session{this};
    core::Socket m_reserved; // keeps the port until it is listened on
};

void DemoRun::keep(core::Batch batch)
{
    for (const core::Event& event : batch.events) {
        if (event.kind == core::EventKind::Message && event.direction() == core::Direction::Received)
            m_echoed += event.payloadSize;
        if (event.call == core::Call::Close && event.side == core::Side::Server && event.connection != 0)
            m_serverClosed = true;
    }
    m_events.events.insert(m_events.events.end(), batch.events.begin(), batch.events.end());
    m_events.chunks.insert(m_events.chunks.end(), batch.chunks.begin(), batch.chunks.end());
}

template <class Condition>
bool DemoRun::waitUntil(Condition condition)
{
    for (;;) {
        core::Batch batch = m_session.recorder().collect();
        const bool more = batch.more;
        keep(std::move(batch));
        std::unique_lock lock(m_mutex);
        if (condition())
            return true;
        const auto now = std::chrono::steady_clock::now();
        if (now >= m_deadline)
            return false;
        // Events that wait for another thread's call wake nobody: look again soon.
        m_changed.wait_until(lock, more ? std::min(m_deadline, now + 1ms) : m_deadline, [this] { return m_ready; });
        m_ready = false;
    }
}

std::string DemoRun::problem(std::string_view waitedFor)
{
    const std::lock_guard lock(m_mutex);
    if (m_network.phase == core::NetworkStatus::Phase::Ended)
        return core::english(m_network.reason);
    std::optional<core::SysError> error;
    if (m_server)
        error = m_server->error;
    if (!error && m_client)
        error = m_client->error;
    if (!error)
        return fmt::format("No {} within {} s.", waitedFor, kLimit.count());
    return explainedError(*error);
}

void DemoRun::addRemark(const std::string& sentences)
{
    m_remark += m_remark.empty() ? "" : " ";
    m_remark += sentences;
}

std::string DemoRun::enterNetwork()
{
    using Phase = core::NetworkStatus::Phase;
    m_session.chooseNetwork(core::Network::Private);
    m_deadline = std::chrono::steady_clock::now() + kNetworkLimit;
    const bool answered =
        waitUntil([this] { return m_network.network == core::Network::Private && m_network.phase != Phase::Starting; });
    m_deadline = std::chrono::steady_clock::now() + kLimit;
    const std::lock_guard lock(m_mutex);
    if (!answered)
        return "There is no private network: nothing was heard of its helper.";
    if (m_network.phase != Phase::Ready)
        return core::english(m_network.reason);
    if (!m_network.reason.empty())
        addRemark(core::english(m_network.reason));
    return {};
}

// The observer needs the port before anything happens on it: a socket that is bound, and no more, keeps it.
std::string DemoRun::observe(bool needsPackets)
{
    using Phase = core::ObserverStatus::Phase;
    if (auto socket = core::Socket::openStream(m_session.sockets(), AF_INET))
        m_reserved = std::move(*socket);
    if (!m_reserved.setReuseAddress() || !m_reserved.bind(*core::Address::ip("127.0.0.1", 0)))
        return "No port could be reserved.";
    const core::Result<core::Address> local = m_reserved.localAddress();
    if (!local)
        return "No port could be reserved.";

    core::ObserveRequest request;
    request.ports.insert(local->port());
    m_session.startObserver(request);
    m_deadline = std::chrono::steady_clock::now() + kPasswordLimit;
    const bool started =
        waitUntil([this] { return m_observer.phase == Phase::Running || m_observer.phase == Phase::Failed; });
    m_deadline = std::chrono::steady_clock::now() + kLimit;
    std::unique_lock lock(m_mutex);
    if (!started)
        return fmt::format("The observer was not ready within {} s.", kPasswordLimit.count());
    if (m_observer.phase == Phase::Failed)
        return core::english(m_observer.reasons);
    if (needsPackets && !m_observer.packets)
        return "There are no packets to write. " + core::english(m_observer.reasons);
    if (!m_observer.states)
        addRemark("States are sampled and inferred, only the packets come from the kernel. " +
                  core::english(m_observer.reasons));
    else if (!m_observer.packets)
        addRemark("No packets are captured, only the states come from the kernel. " +
                  core::english(m_observer.reasons));
    lock.unlock();
    return roundTrip(local->port());
}

std::string DemoRun::roundTrip(std::uint16_t port)
{
    using Client = core::ClientStatus::Phase;
    using Server = core::ServerStatus::Phase;
    m_session.startServer({*core::Address::ip("127.0.0.1", port)});
    if (!waitUntil([this] { return m_server.has_value(); }) || server().phase != Server::Listening)
        return problem("listening server");

    const core::ClientId id = m_session.addClient();
    m_session.connectClient(id, {{server().address}});
    if (!waitUntil([this] { return m_client && m_client->phase != Client::Connecting; }) ||
        client().phase != Client::Connected)
        return problem("connection");

    const auto bytes = std::as_bytes(std::span(kMessage));
    m_session.send(id, {bytes.begin(), bytes.end()});
    if (!waitUntil([this] { return m_echoed >= kMessage.size(); }))
        return problem("echo");

    m_session.disconnectClient(id);
    if (!waitUntil([this] { return m_client->phase == Client::Idle && m_serverClosed; }))
        return problem("orderly close");
    m_session.stopServer();
    if (!waitUntil([this] { return m_server->phase == Server::Stopped; }))
        return problem("closed listener");
    return {};
}

std::string DemoRun::run(const DemoOptions& options)
{
    m_session.recorder().setWaker([this] {
        const std::lock_guard lock(m_mutex);
        m_ready = true;
        m_changed.notify_all();
    });
    std::string problemText;
    if (const core::Result<void> started = m_session.start(); !started)
        problemText = explainedError(started.error());
    else if (options.isPrivate)
        problemText = enterNetwork();
    if (problemText.empty())
        problemText = options.observe ? observe(!options.pcapng.empty()) : roundTrip(0);
    m_session.stop();
    keep(m_session.recorder().collectAll());
    // Everything is here now, so waiting calls can stand where they started, too.
    std::stable_sort(m_events.events.begin(), m_events.events.end(),
                     [](const core::Event& a, const core::Event& b) { return a.startNs < b.startNs; });
    return problemText;
}

/// "-" is standard output; a pipe or a device is written to as it is, and waited for until it has a reader.
core::FileResult<core::UniqueFd> openStream(const std::string& path)
{
    if (path == kStandardOutput)
        return core::UniqueFd(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
    struct stat info = {};
    if (::stat(path.c_str(), &info) != 0 || !(S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode)))
        return core::UniqueFd();
    core::UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!fd)
        return tl::unexpected(core::systemFileError(CORE_TR("It cannot be written."), "open"));
    return fd;
}

/// Empty when all went well, else a sentence.
std::string save(const core::RecordingSnapshot& events, const core::RecordingFacts& facts, const std::string& path,
                 core::FileFormat format)
{
    auto stream = openStream(path);
    auto saved = stream ? core::saveEvents(events, {path, format, facts, {}, true, stream->get()})
                        : core::FileResult<core::SaveOutcome>(tl::unexpected(stream.error()));
    const bool readerHasEnough = !saved && saved.error().code == EPIPE;
    if (saved || readerHasEnough)
        return {};
    return fmt::format("The {} {} {}: {}", format == core::FileFormat::Pcapng ? "packets" : "events",
                       saved.error().isInPlace ? "may not last in" : "could not be written to", path,
                       core::fileErrorText(saved.error()));
}

/// Writes the files that were asked for. Empty when all went well, else a sentence.
std::string saveFiles(DemoRun& demo, const DemoOptions& options)
{
    core::Recording recording;
    recording.append(demo.events());
    core::RecordingFacts facts = core::currentFacts("Socket Playground " PROGRAM_VERSION);
    facts.lost = demo.lost();
    facts.threads = demo.threadNames();
    const core::RecordingSnapshot events = recording.snapshot();
    std::string problem;
    if (!options.pcapng.empty())
        problem = save(events, facts, options.pcapng, core::FileFormat::Pcapng);
    if (problem.empty() && !options.save.empty())
        problem =
            save(events, facts, options.save, core::fileFormatOf(options.save).value_or(core::FileFormat::Recording));
    return problem;
}

} // namespace

int runDemo(const DemoOptions& options)
{
    blockSigpipe();
    DemoRun demo;
    std::string problem = demo.run(options);
    const std::vector<core::Event>& events = demo.events().events;
    // As in the window, time begins with the first call on a socket.
    const auto first = std::find_if(events.begin(), events.end(), [](const core::Event& event) {
        return core::callInfo(event.call).group == core::CallGroup::Socket;
    });
    const std::int64_t originNs = first == events.end() ? 0 : first->startNs;
    if (problem.empty())
        problem = saveFiles(demo, options);
    std::string text;
    const bool printsEvents = options.pcapng != kStandardOutput && options.save != kStandardOutput;
    for (std::size_t i = 0; i < events.size() && printsEvents; ++i) {
        const core::Event& event = events[i];
        if (options.json)
            text += core::eventJson(event, i + 1, demo.threadName(event.thread)) + '\n';
        else if (options.all || core::callInfo(event.call).group == core::CallGroup::Socket)
            text += eventLine(event, i + 1, originNs);
    }
    PatientWriter writer;
    const std::string unwritten = writeProblem("events", writer.write(STDOUT_FILENO, text));
    const bool failed = !problem.empty() || !unwritten.empty();
    for (const std::string& words : {problem, unwritten, failed ? std::string() : demo.remark()}) {
        if (!words.empty())
            say(words);
    }
    return failed ? 1 : 0;
}

} // namespace app
