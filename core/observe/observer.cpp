// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/observer.h"

#include "core/clock.h"
#include "core/observe/kernel_events.h"
#include "core/observe/observer_process.h"
#include "core/process/start_thread.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace core {

namespace {

constexpr int kTurnMs = 50;
constexpr std::int64_t kEndNs = 1'500'000'000; // for the last records after it was asked to end
constexpr int kNotAllowed = 127;               // pkexec(1): not authorized
constexpr std::size_t kMostReasons = 64;       // of those that the helper gives
constexpr int kDismissed = 126;                // pkexec(1): the question for the password was closed

} // namespace

/// One time from the start of the process to its end.
class Observer::Run
{
public:
    Run(EventTrack& track, ConnectionIds& ids, UsedPorts& ports, std::function<void(const ObserverStatus&)> changed)
        : m_track(track),
          m_events(track, ids),
          m_ports(ports),
          m_changed(std::move(changed)),
          m_wakeFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
    }
    ~Run() { ::close(m_wakeFd); }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void requestStop() ///< Any thread.
    {
        m_stop = true;
        ::eventfd_write(m_wakeFd, 1);
    }
    /// `command`: without the ports. From the start to the end.
    void run(std::vector<std::string> command);

private:
    void readAll();
    void takeRecords();
    void take(const Record& record);
    void takeProblem(const Record& record);
    void takeReady(const Record& record);
    void waitForMore();
    void followPorts();
    void observing();
    void endIfSilent();
    void endBroken(Sentence reason);
    void end(int status);
    void addReason(Sentence reason) { m_status.reasons.push_back(std::move(reason)); }
    void tell() { m_changed(m_status); }

    EventTrack& m_track;
    KernelEvents m_events;
    UsedPorts& m_ports;
    std::function<void(const ObserverStatus&)> m_changed;
    int m_wakeFd; // something is to be done: stop, or other ports
    std::atomic<bool> m_stop{false};
    RecordParser m_parser;
    ObserverProcess m_process;
    ObserverStatus m_status;
    std::int64_t m_toldUpTo = 0; // of the last Drained record
    std::int64_t m_endAt = 0;    // after requestStop(): not longer than until then
    std::int64_t m_heardNs = 0;  // when the newest bytes came
    UsedPorts::Snapshot m_asked; // the ports that it was asked for last
    std::string m_unsent;        // rest of the line that asks for them
    bool m_answered = false;     // they are observed
    bool m_ended = false;        // the process, or we have had enough of it
    bool m_broken = false;       // the latter
};

void Observer::Run::run(std::vector<std::string> command)
{
    m_status.phase = ObserverStatus::Phase::Starting;
    tell();
    m_asked = m_ports.snapshot();
    if (!m_asked.all.empty())
        command.insert(command.end(), {"--ports", m_asked.all.text()});
    if (const auto started = m_process.start(command); !started) {
        m_status.phase = ObserverStatus::Phase::Failed;
        addReason(started.error());
        tell();
        return;
    }
    m_ports.setWaker([fd = m_wakeFd] { ::eventfd_write(fd, 1); });
    while (!m_ended && (m_endAt == 0 || monotonicNs() < m_endAt)) {
        waitForMore();
        readAll();
        followPorts();
        endIfSilent();
    }
    m_ports.setWaker({});
    m_ports.notObserved();
    m_events.finish();
    m_track.setKernelTellsStates({});
    m_track.reportedUpTo(EventTrack::kIdle);
    end(m_process.kill());
}

void Observer::Run::waitForMore()
{
    pollfd fds[2]{{m_process.fd(), POLLIN, 0}, {m_wakeFd, POLLIN, 0}};
    ::poll(fds, 2, kTurnMs);
    eventfd_t woken = 0;
    if (fds[1].revents != 0)
        ::eventfd_read(m_wakeFd, &woken);
    if (m_stop && m_endAt == 0) {
        m_endAt = monotonicNs() + kEndNs;
        m_process.askToEnd();
    }
    // A silent observer must not hold back the events of the others.
    const std::int64_t latest = monotonicNs() - kMostBehindNs;
    if (m_status.phase == ObserverStatus::Phase::Running && m_toldUpTo < latest)
        m_track.reportedUpTo(m_toldUpTo = latest);
}

// One question at a time: so the pipe always has room for it.
void Observer::Run::followPorts()
{
    if (m_status.phase != ObserverStatus::Phase::Running || m_endAt != 0)
        return;
    if (m_answered && m_ports.version() != m_asked.version) {
        m_asked = m_ports.snapshot();
        m_answered = false;
        const std::string list = m_asked.all.text();
        m_unsent = fmt::format("ports {} {}\n", static_cast<std::uint32_t>(m_asked.version), list.empty() ? "-" : list);
    }
    if (m_unsent.empty())
        return;
    if (const std::ptrdiff_t written = m_process.write(m_unsent); written > 0)
        m_unsent.erase(0, static_cast<std::size_t>(written));
}

// What it was asked for last is observed.
void Observer::Run::observing()
{
    m_answered = true;
    m_events.setListened(m_asked.listened);
    if (m_status.states)
        m_track.setKernelTellsStates(m_asked.all.bits());
    m_ports.observedUpTo(m_asked.version);
}

void Observer::Run::endIfSilent()
{
    const bool silent = monotonicNs() - m_heardNs > std::chrono::nanoseconds(kMostSilent).count();
    if (m_status.phase == ObserverStatus::Phase::Running && m_endAt == 0 && silent && !m_ended)
        endBroken(
            {CORE_TR("The observer has not answered for %1 s and was ended."), {std::to_string(kMostSilent.count())}});
}

void Observer::Run::endBroken(Sentence reason)
{
    addReason(std::move(reason));
    m_ended = m_broken = true;
}

void Observer::Run::readAll()
{
    std::array<std::byte, 65536> room{};
    // Not without bound: waitForMore() looks whether to stop.
    for (int i = 0; i < 64 && !m_ended; ++i) {
        const std::ptrdiff_t size = m_process.read(room);
        if (size == 0)
            return;
        if (size < 0) {
            m_ended = true;
            return;
        }
        m_heardNs = monotonicNs();
        m_parser.feed(std::span<const std::byte>(room).first(static_cast<std::size_t>(size)));
        takeRecords();
    }
}

void Observer::Run::takeRecords()
{
    for (;;) {
        const auto next = m_parser.next();
        if (!next) {
            endBroken(next.error());
            return;
        }
        if (!*next)
            return;
        take(**next);
    }
}

void Observer::Run::take(const Record& record)
{
    switch (record.kind) {
    case RecordKind::Ready:
        takeReady(record);
        break;
    case RecordKind::Ports:
        if (recordData<PortsRecord>(record.data).value_or(PortsRecord{}).number ==
            static_cast<std::uint32_t>(m_asked.version))
            observing();
        break;
    case RecordKind::Problem:
        takeProblem(record);
        if (m_status.phase == ObserverStatus::Phase::Running)
            tell();
        break;
    case RecordKind::Lost:
        m_status.lost += recordData<LostRecord>(record.data).value_or(LostRecord{}).count;
        m_events.add(record);
        tell();
        break;
    case RecordKind::Drained:
        m_toldUpTo = std::max(m_toldUpTo, record.ns);
        m_events.add(record);
        break;
    case RecordKind::State:
    case RecordKind::Packet:
        m_events.add(record);
        break;
    }
}

void Observer::Run::takeProblem(const Record& record)
{
    const auto problem = recordData<ProblemRecord>(record.data).value_or(ProblemRecord{});
    const auto details = record.data.subspan(std::min(sizeof problem, record.data.size()));
    if (m_status.reasons.size() < kMostReasons)
        addReason(observerProblemSentence(problem.problem, problem.error,
                                          {reinterpret_cast<const char*>(details.data()), details.size()}));
}

void Observer::Run::takeReady(const Record& record)
{
    if (m_status.phase == ObserverStatus::Phase::Running) {
        endBroken(CORE_TR("The observer has said twice that it is ready."));
        return;
    }
    const auto ready = recordData<ReadyRecord>(record.data).value_or(ReadyRecord{});
    m_status.phase = ObserverStatus::Phase::Running;
    m_status.states = ready.states != 0;
    m_status.packets = ready.packets != 0;
    m_track.reportedUpTo(m_toldUpTo = record.ns);
    observing();
    tell();
}

void Observer::Run::end(int status)
{
    const bool ran = m_status.phase == ObserverStatus::Phase::Running;
    m_status.states = m_status.packets = false;
    if (m_endAt != 0 && !m_broken) {
        m_status.phase = ObserverStatus::Phase::Off;
        m_status.reasons.clear();
        tell();
        return;
    }
    m_status.phase = ObserverStatus::Phase::Failed;
    if (m_parser.left() > 0 && !m_broken)
        addReason(CORE_TR("The last record of the observer is cut."));
    if (WIFSIGNALED(status) && !m_broken)
        addReason({CORE_TR("The observer was ended by signal %1."), {std::to_string(WTERMSIG(status))}});
    else if (!ran && WIFEXITED(status) && WEXITSTATUS(status) == kDismissed)
        addReason(CORE_TR("The question for the password was closed."));
    else if (!ran && WIFEXITED(status) && WEXITSTATUS(status) == kNotAllowed)
        addReason(CORE_TR("pkexec did not allow it: the password was wrong, this user may not, or nothing runs that "
                          "could ask for it."));
    else if (m_status.reasons.empty() || ran)
        addReason(CORE_TR("The observer ended unexpectedly."));
    tell();
}

Observer::Observer(Recorder& recorder, ConnectionIds& ids, UsedPorts& ports,
                   std::function<void(const ObserverStatus&)> changed)
    : m_recorder(recorder), m_ids(ids), m_ports(ports), m_changed(std::move(changed))
{
}

Observer::~Observer()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void Observer::start(const ObserveRequest& request, HelperCommand command)
{
    stop();
    if (!command) {
        fail(command.error(), true);
        return;
    }
    std::vector<std::string> words = std::move(*command);
    for (const std::string& interface : request.interfaces)
        words.insert(words.end(), {"--interface", interface});
    for (const std::uint16_t port : request.ports.all())
        m_ports.add(port, UsedPorts::Use::Listen);
    if (!m_track)
        m_track = &m_recorder.addTrack("observer", Side::Server);
    m_run = std::make_shared<Run>(*m_track, m_ids, m_ports, m_changed);
    // A track has one writer: the thread before ends first, and is not waited for here.
    const auto before = std::make_shared<std::thread>(std::move(m_thread));
    Result<std::thread> thread = startThread("observer", [before, run = m_run, words] {
        if (before->joinable())
            before->join();
        run->run(words);
    });
    if (!thread) {
        m_thread = std::move(*before);
        m_run = nullptr;
        fail(noThreadSentence(thread.error()), false);
        return;
    }
    m_thread = std::move(*thread);
}

void Observer::fail(Sentence reason, bool needsPrivileges)
{
    if (m_thread.joinable())
        m_thread.join(); // it was asked to end: its last status comes before this one
    ObserverStatus status;
    status.phase = ObserverStatus::Phase::Failed;
    status.reasons.push_back(std::move(reason));
    status.needsPrivileges = needsPrivileges;
    m_changed(status);
}

void Observer::stop()
{
    if (m_run)
        std::exchange(m_run, nullptr)->requestStop();
}

} // namespace core
