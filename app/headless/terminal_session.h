// SPDX-License-Identifier: GPL-3.0-or-later
// A session whose main thread is a terminal command: it waits for events, signals and input.
#pragma once

#include "app/headless/event_output.h"
#include "core/session/session.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace app {

/// Belongs to the main thread, which must have started no other one before. Events go to the output as they come and
/// are not kept.
class TerminalSession final : private core::SessionObserver
{
public:
    /// Why wait() returned.
    struct Woken
    {
        bool signal = false; ///< SIGINT, SIGTERM or SIGHUP came; the next one ends the program at once.
        bool input = false;  ///< The descriptor is readable, or at its end.
    };

    explicit TerminalSession(const EventOptions& options);
    ~TerminalSession() override;

    /// Set before start(). `received` is called on the client I/O thread, `seen` on the main thread for each event.
    std::function<void(std::span<const std::byte>)> received;
    std::function<void(const core::Event&)> seen;

    /// For the main thread: stopped by the signals that end the program.
    PatientWriter& writer() noexcept { return m_writer; }
    int endFd() const noexcept { return m_endFd; } ///< Readable once such a signal came; for other threads.

    std::string start(); ///< Empty when all is well, else a sentence.
    core::Session& session() noexcept { return m_session; }
    /// Waits until a status changed, events came, a signal came, `input` (-1: none) is readable or the time is up.
    Woken wait(int input = -1, std::optional<std::chrono::milliseconds> limit = std::nullopt);
    void wake() const noexcept; ///< Any thread: wait() returns.
    void stop();                ///< Closes every socket; the rest of the events is written.

    core::ServerStatus server();
    core::ClientStatus client();
    std::uint64_t sent(); ///< Bytes of the client's that are with the kernel.
    bool outputFailed() const noexcept { return m_output.failed(); }
    std::string outputProblem() const { return m_output.problem(); }

private:
    void serverChanged(const core::ServerStatus& status) override;
    void clientChanged(const core::ClientStatus& status) override;
    void clientReceived(core::ClientId client, std::span<const std::byte> bytes) override;
    void clientSent(core::ClientId client, std::uint64_t bytes) override;
    void collect();
    void take(core::Batch batch);

    PatientWriter m_writer;
    EventOutput m_output;
    core::Recording m_recording; // of the newest batch; holds the memory that events point into
    bool m_more = false;         // of what the newest batch left
    int m_wakeFd = -1;
    int m_endFd = -1;
    int m_eventfdError = 0;
    int m_signalFd = -1;
    std::mutex m_mutex; // guards the three below
    core::ServerStatus m_server;
    core::ClientStatus m_client;
    std::uint64_t m_sent = 0;
    core::Session m_session;
};

} // namespace app
