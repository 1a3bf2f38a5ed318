// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/reactor.h"

#include "core/clock.h"
#include "core/sys/call.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <sys/eventfd.h>
#include <thread>
#include <utility>

namespace core {

namespace {

epoll_event interest(int fd, std::uint32_t generation, std::uint32_t events)
{
    epoll_event event{};
    event.events = events;
    event.data.u64 = std::uint64_t{generation} << 32 | static_cast<std::uint32_t>(fd);
    return event;
}

tl::unexpected<SysError> pollCallFailed(Call call, SysReturn returned)
{
    return tl::unexpected(SysError{callInfo(call).name, returned.error});
}

} // namespace

Reactor::Reactor(Sys& sys, Sys& wakeSys) : m_sys(sys), m_wakeSys(wakeSys) {}

Reactor::~Reactor()
{
    if (m_wakeFd >= 0)
        static_cast<void>(m_sys.close(m_wakeFd));
    if (m_epoll >= 0)
        static_cast<void>(m_sys.close(m_epoll));
}

Result<void> Reactor::open()
{
    if (Result<void> opened = openEpoll(); !opened)
        return opened;
    // Begins at 1: the first turn of the loop carries out what was posted before there was a descriptor to wake it.
    const SysReturn wakeFd = m_sys.eventfd(1, EFD_NONBLOCK | EFD_CLOEXEC);
    if (!wakeFd.ok())
        return pollCallFailed(Call::Eventfd, wakeFd);
    m_wakeFd = wakeFd.fd();
    return watchWake();
}

Result<void> Reactor::openEpoll()
{
    const SysReturn epoll = m_sys.epollCreate1(EPOLL_CLOEXEC);
    if (!epoll.ok())
        return pollCallFailed(Call::EpollCreate1, epoll);
    m_epoll = epoll.fd();
    return {};
}

Result<void> Reactor::watchWake()
{
    epoll_event event = interest(m_wakeFd, 0, EPOLLIN);
    const SysReturn added = m_sys.epollCtl(m_epoll, EPOLL_CTL_ADD, m_wakeFd, &event);
    if (!added.ok())
        return pollCallFailed(Call::EpollCtl, added);
    return {};
}

void Reactor::run(const std::function<void(const SysError& error)>& failed)
{
    std::array<epoll_event, kReadyRoom> ready{};
    while (!m_stop) {
        const SysReturn returned = m_sys.epollWait(m_epoll, ready, m_timers.empty() ? -1 : nextTimeoutMs());
        ++m_turn;
        const std::size_t count = returned.ok() ? returned.bytes() : 0;
        bool woken = false;
        if (!returned.ok() && returned.error != EINTR) {
            if (failed)
                failed({callInfo(Call::EpollWait).name, returned.error});
            recover();
            woken = true; // as far as can be known: what was posted is carried out
        } else {
            m_recovered = false;
        }
        for (std::size_t i = 0; i < count; ++i) {
            const auto fd = static_cast<std::uint32_t>(ready[i].data.u64);
            const auto generation = static_cast<std::uint32_t>(ready[i].data.u64 >> 32);
            if (static_cast<int>(fd) == m_wakeFd) {
                woken = true;
            } else if (fd < m_slots.size() && m_slots[fd].watcher && m_slots[fd].generation == generation) {
                m_slots[fd].watcher->onReady(ready[i].events);
            }
        }
        if (!m_timers.empty())
            runTimers();
        if (woken)
            runPosted();
    }
}

void Reactor::recover()
{
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    if (std::exchange(m_recovered, true))
        return; // the new one is no better
    // The old descriptor is not closed: its number may belong to something else by now. What fails here fails in the
    // next turn.
    if (openEpoll())
        static_cast<void>(watchWake());
}

void Reactor::post(std::function<void()> task)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        first = m_posted.empty();
        m_posted.push_back(std::move(task));
    }
    if (first)
        wake();
}

void Reactor::requestStop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopRequested = true;
    }
    wake();
}

void Reactor::wake()
{
    if (m_wakeFd < 0)
        return; // not open yet: the first turn of the loop finds it
    const std::uint64_t one = 1;
    // EAGAIN only when the counter is full: then the loop is being woken already.
    static_cast<void>(m_wakeSys.write(m_wakeFd, std::as_bytes(std::span{&one, 1})));
}

void Reactor::runPosted()
{
    std::uint64_t count = 0;
    static_cast<void>(m_sys.read(m_wakeFd, std::as_writable_bytes(std::span{&count, 1})));
    std::vector<std::function<void()>> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_posted);
        m_stop = m_stopRequested;
    }
    for (auto& task : tasks)
        task();
}

Result<void> Reactor::watch(int fd, std::uint32_t events, Watcher& watcher)
{
    const auto index = static_cast<std::size_t>(fd);
    if (index >= m_slots.size())
        m_slots.resize(std::max(index + 1, m_slots.size() * 2));
    Slot& slot = m_slots[index];
    ++slot.generation;
    epoll_event event = interest(fd, slot.generation, events);
    const SysReturn returned = m_sys.epollCtl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    if (!returned.ok())
        return pollCallFailed(Call::EpollCtl, returned);
    slot.watcher = &watcher;
    return {};
}

Result<void> Reactor::change(int fd, std::uint32_t events)
{
    epoll_event event = interest(fd, m_slots[static_cast<std::size_t>(fd)].generation, events);
    const SysReturn returned = m_sys.epollCtl(m_epoll, EPOLL_CTL_MOD, fd, &event);
    if (!returned.ok())
        return pollCallFailed(Call::EpollCtl, returned);
    return {};
}

void Reactor::unwatch(int fd)
{
    const auto index = static_cast<std::size_t>(fd);
    if (fd < 0 || index >= m_slots.size() || !m_slots[index].watcher)
        return;
    m_slots[index].watcher = nullptr;
    ++m_slots[index].generation;
}

Reactor::TimerId Reactor::after(std::chrono::milliseconds delay, std::function<void()> task)
{
    const TimerId timer{monotonicNs() + std::chrono::nanoseconds(delay).count(), ++m_lastTimer};
    m_timers.emplace(timer, std::move(task));
    return timer;
}

void Reactor::cancel(TimerId timer)
{
    m_timers.erase(timer);
}

int Reactor::nextTimeoutMs() const
{
    const std::int64_t wait = m_timers.begin()->first.dueNs - monotonicNs();
    constexpr std::int64_t kMs = 1'000'000;
    const std::int64_t longest = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp<std::int64_t>((wait + kMs - 1) / kMs, 0, longest));
}

void Reactor::runTimers()
{
    while (!m_timers.empty() && m_timers.begin()->first.dueNs <= monotonicNs()) {
        auto node = m_timers.extract(m_timers.begin());
        node.mapped()();
    }
}

} // namespace core
