// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/terminal_session.h"

#include "app/cli/ending_signals.h"
#include "app/headless/error_text.h"
#include "core/sys/descriptor_limit.h"

#include <array>
#include <cerrno>
#include <initializer_list>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace app {

namespace {

// Batches are taken at most so often, so that a busy session costs no wake-up for each event.
constexpr int kCollectMs = 10;

void makeReadable(int eventFd) noexcept
{
    const std::uint64_t one = 1;
    static_cast<void>(!::write(eventFd, &one, sizeof one)); // a counter that is full is readable, too
}

} // namespace

TerminalSession::TerminalSession(const EventOptions& options)
    : m_output(options, m_writer),
      m_session(this, core::raiseDescriptorLimit(core::kCommandDescriptors), options.record)
{
    for (int* fd : {&m_wakeFd, &m_endFd}) {
        *fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (*fd < 0)
            m_eventfdError = errno; // start() says it
    }
}

TerminalSession::~TerminalSession()
{
    m_session.stop();
    for (const int fd : {m_wakeFd, m_endFd, m_signalFd}) {
        if (fd >= 0)
            ::close(fd);
    }
}

std::string TerminalSession::start()
{
    if (std::string problem = m_output.open(); !problem.empty())
        return problem;
    blockEndingSignals();
    blockSigpipe();
    m_signalFd = openEndingSignals();
    if (m_signalFd < 0)
        return errorText({"signalfd", errno}) + '.';
    if (m_eventfdError != 0)
        return errorText({"eventfd", m_eventfdError}) + '.';
    m_writer.setStopFd(m_signalFd);
    m_session.recorder().setWaker([this] { wake(); });
    if (const core::Result<void> started = m_session.start(); !started)
        return explainedError(started.error());
    return {};
}

void TerminalSession::wake() const noexcept
{
    makeReadable(m_wakeFd);
}

TerminalSession::Woken TerminalSession::wait(int input, std::optional<std::chrono::milliseconds> limit)
{
    const int patience = limit ? static_cast<int>(limit->count()) : -1;
    std::array<pollfd, 3> fds{{{m_signalFd, POLLIN, 0}, {input, POLLIN, 0}, {m_wakeFd, POLLIN, 0}}};
    // First without what wakes most often.
    int ready = ::poll(fds.data(), 2, kCollectMs);
    if (ready == 0 && !m_more)
        ready = ::poll(fds.data(), fds.size(), patience);
    Woken woken;
    if (ready > 0) {
        woken.signal = (fds[0].revents & POLLIN) != 0;
        woken.input = input >= 0 && fds[1].revents != 0;
    }
    if (woken.signal) {
        signalfd_siginfo taken{};
        static_cast<void>(!::read(m_signalFd, &taken, sizeof taken)); // else it would come once more
        unblockEndingSignals();
        m_writer.stop();
        makeReadable(m_endFd);
    }
    std::uint64_t count = 0;
    static_cast<void>(!::read(m_wakeFd, &count, sizeof count)); // before what woke us is taken
    collect(); // last, so that the caller sees at once when its output failed
    return woken;
}

void TerminalSession::collect()
{
    if (!seen && !m_output.wantsEvents())
        return m_session.recorder().discard();
    core::Batch batch = m_session.recorder().collect();
    m_more = batch.more;
    take(std::move(batch));
}

void TerminalSession::take(core::Batch batch)
{
    m_recording.append(std::move(batch));
    for (std::size_t i = 0; seen && i < m_recording.size(); ++i)
        seen(m_recording.at(i));
    m_output.write(m_recording, m_session.recorder());
    m_recording.clear(); // what the next events point into stays
}

void TerminalSession::stop()
{
    m_session.stop();
    take(m_session.recorder().collectAll());
}

core::ServerStatus TerminalSession::server()
{
    const std::lock_guard lock(m_mutex);
    return m_server;
}

core::ClientStatus TerminalSession::client()
{
    const std::lock_guard lock(m_mutex);
    return m_client;
}

std::uint64_t TerminalSession::sent()
{
    const std::lock_guard lock(m_mutex);
    return m_sent;
}

void TerminalSession::serverChanged(const core::ServerStatus& status)
{
    {
        const std::lock_guard lock(m_mutex);
        m_server = status;
    }
    wake();
}

void TerminalSession::clientChanged(const core::ClientStatus& status)
{
    {
        const std::lock_guard lock(m_mutex);
        m_client = status;
    }
    wake();
}

void TerminalSession::clientReceived(core::ClientId /*client*/, std::span<const std::byte> bytes)
{
    if (received)
        received(bytes);
}

void TerminalSession::clientSent(core::ClientId /*client*/, std::uint64_t bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_sent = bytes;
    }
    wake();
}

} // namespace app
