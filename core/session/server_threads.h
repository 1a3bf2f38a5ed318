// SPDX-License-Identifier: GPL-3.0-or-later
// One server on one or several I/O threads, and what they say together.
#pragma once

#include "core/session/io_thread.h"
#include "core/session/requests.h"
#include "core/session/server.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace core {

/// With several threads each has a listening socket of its own on the same address (SO_REUSEPORT, socket(7)), and the
/// kernel chooses by the addresses of a connection which one gets it; it stays on that thread. Where there is no
/// SO_REUSEPORT (UNIX domain), one thread does all. Every function but start() and stop() may be called from any
/// thread, returns at once, and is carried out in order on the I/O threads.
class ServerThreads
{
public:
    /// What is given is not owned and outlives this. `changed` is called on an I/O thread, or that of listen(), never
    /// by two at once; it must not call back.
    ServerThreads(Sys& sys, Recorder& recorder, ConnectionIds& ids, UsedPorts& ports,
                  std::function<void(const ServerStatus&)> changed, int descriptorLimit);
    ~ServerThreads();
    ServerThreads(const ServerThreads&) = delete;
    ServerThreads& operator=(const ServerThreads&) = delete;

    /// Starts the first thread; further ones are started when they are asked for. Fails as IoThread::start() does. What
    /// is asked for without it is not done.
    [[nodiscard]] Result<void> start();
    void stop(); ///< Closes every socket and joins the threads.

    /// As Server::start() on request.threads threads: either all of them listen in the end, or none.
    void listen(const ListenRequest& request);
    void stopListening();
    /// Carries out `task` on every thread, with its server.
    void onAll(const std::function<void(Server&)>& task);

private:
    static constexpr std::uint64_t kQuiet = 0; // a round whose outcome nobody waits for

    struct Worker
    {
        std::unique_ptr<IoThread> thread;
        std::unique_ptr<Server> server; // on the thread
        std::uint64_t round = kQuiet;   // what it carries out; on the thread
        ServerStatus status;            // guarded by m_mutex
        bool told = false;              // it has, in this round; guarded by m_mutex
    };

    // All with m_mutex locked.
    [[nodiscard]] Result<void> addWorker();
    void post(Worker& worker, std::uint64_t round, std::function<void(Server&)> task);
    void newRound();
    void endOthers(std::function<void()> then);
    void listenOnOthers(const Address& address);
    void tell();

    void workerChanged(std::size_t index, const ServerStatus& status);
    void descriptorFreed();

    Sys& m_sys;
    Recorder& m_recorder;
    ConnectionIds& m_ids;
    UsedPorts& m_ports;
    const std::function<void(const ServerStatus&)> m_changed;
    const int m_descriptorLimit;

    std::mutex m_mutex; // guards all below
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::uint64_t m_round = kQuiet; // counts listen() and stopListening()
    std::size_t m_used = 1;         // the first so many workers carry it out
    std::size_t m_lastPaused = 0;   // whose turn it was when a descriptor became free
    ListenRequest m_request;
};

} // namespace core
