// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/server_threads.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <utility>

namespace core {

ServerThreads::ServerThreads(Sys& sys, Recorder& recorder, ConnectionIds& ids, UsedPorts& ports,
                             std::function<void(const ServerStatus&)> changed, int descriptorLimit)
    : m_sys(sys),
      m_recorder(recorder),
      m_ids(ids),
      m_ports(ports),
      m_changed(std::move(changed)),
      m_descriptorLimit(descriptorLimit)
{
}

ServerThreads::~ServerThreads()
{
    stop();
}

Result<void> ServerThreads::start()
{
    const std::lock_guard lock(m_mutex);
    return addWorker();
}

Result<void> ServerThreads::addWorker()
{
    const std::size_t index = m_workers.size();
    std::string name = index == 0 ? "server I/O" : fmt::format("server I/O {}", index + 1);
    auto worker = std::make_unique<Worker>();
    worker->thread = std::make_unique<IoThread>(std::move(name), Side::Server, m_sys, m_recorder, m_ids, m_ports);
    worker->server = std::make_unique<Server>(
        worker->thread->io(), [this, index](const ServerStatus& status) { workerChanged(index, status); },
        m_descriptorLimit, [this] { descriptorFreed(); });
    Result<void> started = worker->thread->start([of = worker.get()](const SysError& error) {
        if (of->server)
            of->server->loopFailed(error);
    });
    if (!started)
        return started;
    m_workers.push_back(std::move(worker));
    return {};
}

void ServerThreads::stop()
{
    std::vector<Worker*> workers;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& worker : m_workers)
            workers.push_back(worker.get());
    }
    for (Worker* worker : workers) // unlocked: what they still tell takes the lock
        worker->thread->stop([worker] { worker->server.reset(); });
}

void ServerThreads::post(Worker& worker, std::uint64_t round, std::function<void(Server&)> task)
{
    worker.thread->post([&worker, round, run = std::move(task)] {
        worker.round = round;
        if (worker.server)
            run(*worker.server);
    });
}

void ServerThreads::onAll(const std::function<void(Server&)>& task)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& worker : m_workers) {
        worker->thread->post([to = worker.get(), task] {
            if (to->server)
                task(*to->server);
        });
    }
}

void ServerThreads::newRound()
{
    ++m_round;
    for (const auto& worker : m_workers)
        worker->told = false;
}

void ServerThreads::listen(const ListenRequest& request)
{
    const std::lock_guard lock(m_mutex);
    if (m_workers.empty())
        return;
    const bool shares = SocketKind{request.address.family()}.canSharePort();
    m_request = request;
    m_request.threads = shares ? std::max(1, request.threads) : 1;
    m_used = static_cast<std::size_t>(m_request.threads);
    newRound();
    Result<void> added;
    while (added && m_workers.size() < m_used)
        added = addWorker();
    if (!added) {
        m_used = m_workers.size();
        ServerStatus status;
        status.address = request.address;
        status.error = added.error();
        post(*m_workers.front(), kQuiet, [](Server& server) { server.stop(); });
        endOthers([] {});
        m_changed(status);
        return;
    }
    // The others first: whoever binds alone finds the port in use while they listen.
    endOthers([this, round = m_round] {
        const std::lock_guard locked(m_mutex);
        if (round == m_round)
            post(*m_workers.front(), round, [asked = m_request](Server& server) { server.start(asked); });
    });
}

void ServerThreads::endOthers(std::function<void()> then)
{
    auto left = std::make_shared<std::atomic<std::size_t>>(m_workers.size());
    const auto ended = [left, next = std::move(then)] {
        if (--*left == 0)
            next();
    };
    for (std::size_t i = 1; i < m_workers.size(); ++i) {
        post(*m_workers[i], kQuiet, [ended](Server& server) {
            server.stop();
            ended();
        });
    }
    m_workers.front()->thread->post(ended);
}

void ServerThreads::stopListening()
{
    const std::lock_guard lock(m_mutex);
    if (m_workers.empty())
        return;
    newRound();
    for (std::size_t i = 0; i < m_used; ++i)
        post(*m_workers[i], m_round, [](Server& server) { server.stop(); });
}

void ServerThreads::workerChanged(std::size_t index, const ServerStatus& status)
{
    const std::lock_guard lock(m_mutex);
    Worker& worker = *m_workers[index];
    if (worker.round != m_round)
        return;
    const bool first = index == 0 && !std::exchange(worker.told, true);
    worker.told = true;
    worker.status = status;
    if (first && status.phase == ServerStatus::Phase::Listening)
        listenOnOthers(status.address); // port 0 has become a port
    tell();
}

// One connection has ended, one may come in: that of the next thread that pauses and has one waiting.
void ServerThreads::descriptorFreed()
{
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0; i < m_used; ++i) {
        m_lastPaused = (m_lastPaused + 1) % m_used;
        Worker& worker = *m_workers[m_lastPaused];
        if (!worker.told || !worker.status.acceptPaused)
            continue;
        worker.thread->post([this, &worker] {
            if (worker.server && !worker.server->takeOneWaiting())
                descriptorFreed();
        });
        return;
    }
}

void ServerThreads::listenOnOthers(const Address& address)
{
    ListenRequest same = m_request;
    same.address = address;
    for (std::size_t i = 1; i < m_used; ++i)
        post(*m_workers[i], m_round, [same](Server& server) { server.start(same); });
}

void ServerThreads::tell()
{
    using Phase = ServerStatus::Phase;
    const auto used = std::span(m_workers).first(m_used);
    const auto failed = std::find_if(used.begin(), used.end(), [](const auto& worker) {
        return worker->told && worker->status.phase == Phase::Stopped && worker->status.error;
    });
    if (failed != used.end()) { // then none shall listen
        newRound();
        for (const auto& worker : used)
            post(*worker, kQuiet, [](Server& server) { server.stop(); });
        m_changed((*failed)->status);
        return;
    }
    ServerStatus all = used.front()->status;
    all.fds.clear();
    for (const auto& worker : used) {
        if (!worker->told || worker->status.phase != all.phase)
            return; // not all have said it yet
        all.fds.insert(all.fds.end(), worker->status.fds.begin(), worker->status.fds.end());
        all.acceptPaused |= worker->status.acceptPaused;
        if (!all.error)
            all.error = worker->status.error;
    }
    m_changed(all);
}

} // namespace core
