// SPDX-License-Identifier: GPL-3.0-or-later
// One epoll loop: waits for descriptors, timers and posted tasks, and calls those concerned.
#pragma once

#include "core/result.h"
#include "core/sys/sys.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace core {

/// Is told when its descriptor is ready. Not owned by the reactor.
class Watcher
{
public:
    virtual ~Watcher() = default;
    /// `events`: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLRDHUP (epoll_ctl(2)). May unwatch or delete any watcher.
    virtual void onReady(std::uint32_t events) = 0;
};

/// Level-triggered epoll(7). Everything but post() and requestStop() only on the thread that calls run() (before run():
/// on the thread that made it).
class Reactor
{
public:
    /// Which timer; a default-made one is none.
    struct TimerId
    {
        std::int64_t dueNs = 0;
        std::uint64_t serial = 0;

        friend auto operator<=>(const TimerId& a, const TimerId& b) = default;
    };

    /// `sys`: for the loop's own calls. `wakeSys`: for the write(2) by which other threads wake it; thread-safe, not
    /// recorded, since a track has one writer. Neither is owned.
    Reactor(Sys& sys, Sys& wakeSys);
    ~Reactor();
    Reactor(const Reactor&) = delete;
    Reactor& operator=(const Reactor&) = delete;

    /// epoll_create1(2), eventfd(2), epoll_ctl(2). Once, before everything else.
    [[nodiscard]] Result<void> open();
    /// Until requestStop(). Tasks that were posted before are still carried out. When the loop cannot wait any more
    /// (epoll_wait(2): EBADF, EINVAL) `failed` is called: nothing that was watched will be ready again. From then on
    /// the loop tries again ten times a second, with a new epoll descriptor.
    void run(const std::function<void(const SysError& error)>& failed = {});

    /// Any thread (before open(): only the one that opens it); carried out in order on the loop's thread.
    void post(std::function<void()> task);
    void requestStop(); ///< Any thread.

    [[nodiscard]] Result<void> watch(int fd, std::uint32_t events, Watcher& watcher);
    [[nodiscard]] Result<void> change(int fd, std::uint32_t events);
    /// Right before the descriptor is closed, which takes it out of the epoll set (epoll(7)); makes no call itself.
    /// Events of it that are already fetched are not delivered any more.
    void unwatch(int fd);

    TimerId after(std::chrono::milliseconds delay, std::function<void()> task);
    void cancel(TimerId timer); ///< Nothing happens when it already ran.

    std::uint64_t turn() const noexcept { return m_turn; } ///< How often epoll_wait(2) has returned.

private:
    struct Slot
    {
        Watcher* watcher = nullptr;
        std::uint32_t generation = 0; // tells a closed descriptor from a new one with the same number
    };
    static constexpr std::size_t kReadyRoom = 256;

    Result<void> openEpoll();
    Result<void> watchWake();
    void recover();
    int nextTimeoutMs() const; // there is a timer
    void runTimers();
    void runPosted();
    void wake();

    Sys& m_sys;
    Sys& m_wakeSys;
    int m_epoll = -1;
    int m_wakeFd = -1;
    bool m_stop = false;
    bool m_recovered = false; // since epoll_wait(2) failed
    std::uint64_t m_turn = 0;
    std::vector<Slot> m_slots;                         // by descriptor
    std::map<TimerId, std::function<void()>> m_timers; // by due time
    std::uint64_t m_lastTimer = 0;

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_posted; // guarded by m_mutex; swapped out, then run unlocked
    bool m_stopRequested = false;                // guarded by m_mutex
};

} // namespace core
