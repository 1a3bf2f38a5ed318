// SPDX-License-Identifier: GPL-3.0-or-later
// One connection of the load generator: sends a message, compares what comes back, again and again.
#pragma once

#include "app/headless/load.h"
#include "core/net/reactor.h"
#include "core/net/socket.h"
#include "core/statistics/latency_histogram.h"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// What all connections of a load to one target share. One thread.
struct LoadRun
{
    LoadRun(const LoadOptions& asked, const std::vector<core::Address>& to, core::Sys& seam, core::Reactor& loop);

    const LoadOptions& options;
    const std::vector<core::Address>& addresses;
    std::size_t address = 0; ///< The one that answers, or as far as they were tried.
    core::Sys& sys;
    core::Reactor& reactor;
    std::vector<std::byte> pattern; ///< Messages are cut out of it, each at another place.
    std::vector<std::byte> room;    ///< For one recv(2).
    bool ended = false;             ///< The time is up: nothing new is begun.

    core::LatencyHistogram latency;       ///< From the time at which a message was due to the last byte of its echo.
    std::uint64_t unanswered = 0;         ///< Messages whose echo had not come when the time was up.
    std::int64_t longestUnansweredNs = 0; ///< How long the oldest of them had waited.
    core::LatencyHistogram connecting;
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;   ///< Echoed and compared.
    std::uint64_t refused = 0; ///< Times at which the queue of a UNIX listener was full: tried again.
    unsigned alive = 0; ///< Connections that have not failed. Without one nothing can happen any more: the run ends.
    std::uint64_t errors = 0;
    std::string firstError; ///< A sentence.
};

class LoadConnection final : private core::Watcher
{
public:
    /// `number` tells it from the others; an idle one only connects.
    LoadConnection(LoadRun& run, unsigned number, bool isIdle) : m_run(run), m_number(number), m_isIdle(isIdle)
    {
        ++m_run.alive;
    }
    ~LoadConnection() override;

    void start();
    void end(); ///< The time is up: what has not ended is counted.

private:
    void onReady(std::uint32_t events) override;
    void connectFailed(const core::SysError& error);
    void connected();
    void scheduleNext();
    void begin();
    void send();
    void receive();
    void answered();
    void failed(const std::string& reason);
    void count(const std::string& reason);
    void later(std::chrono::milliseconds delay, void (LoadConnection::*step)());
    void close();
    std::span<const std::byte> message() const;

    LoadRun& m_run;
    const unsigned m_number;
    const bool m_isIdle;
    core::Socket m_socket;
    std::optional<core::Reactor::TimerId> m_timer;
    std::uint32_t m_interest = 0;
    bool m_connecting = false;
    std::int64_t m_connectNs = 0; // when connect(2) was called
    std::size_t m_address = 0;    // the one that is tried
    std::int64_t m_dueNs = 0;     // when the message was to be sent; 0: before the first one
    std::int64_t m_fromNs = 0;    // from when its time counts
    bool m_waits = false;         // for an echo
    std::uint64_t m_sequence = 0; // of the message
    std::size_t m_sent = 0;
    std::size_t m_received = 0;
};

} // namespace app
