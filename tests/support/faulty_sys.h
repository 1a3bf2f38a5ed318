// SPDX-License-Identifier: GPL-3.0-or-later
// A seam that fails on demand, for tests.
#pragma once

#include "core/sys/call.h"
#include "core/sys/real_sys.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <limits>
#include <mutex>
#include <utility>

namespace tests {

/// Passes every call on to the kernel unless it was told to fail it: then the kernel is not asked. Counts descriptors,
/// so that a test can say that nothing was left open. Any thread.
class FaultySys final : public core::Sys
{
public:
    /// The next `times` calls of that kind fail with `error`, after `skip` that do not.
    void fail(core::Call call, int error, int times = 1, int skip = 0)
    {
        const std::lock_guard lock(m_mutex);
        Plan& plan = m_plans[static_cast<std::size_t>(call)];
        plan = {error, times, skip};
    }
    /// Runs once, right after the next call of that kind; adds nothing to a track (EventTrack::start()).
    void after(core::Call call, std::function<void()> action)
    {
        m_afterCall = call;
        m_after = std::move(action);
    }
    /// Every send(2) from now on moves at most so many bytes.
    void limitSend(std::size_t bytes) { m_sendLimit = bytes; }

    int opened() const { return m_opened; }
    int closed() const { return m_closed; }
    int calls(core::Call call) const { return m_counts[static_cast<std::size_t>(call)]; }

    core::SysReturn socket(int domain, int type, int protocol) override
    {
        return open(core::Call::Socket, [&] { return m_real.socket(domain, type, protocol); });
    }
    core::SysReturn setsockopt(int fd, int level, int option, const void* value, socklen_t length) override
    {
        return run(core::Call::Setsockopt, [&] { return m_real.setsockopt(fd, level, option, value, length); });
    }
    core::SysReturn getsockopt(int fd, int level, int option, void* value, socklen_t* length) override
    {
        return run(core::Call::Getsockopt, [&] { return m_real.getsockopt(fd, level, option, value, length); });
    }
    core::SysReturn bind(int fd, const sockaddr* address, socklen_t length) override
    {
        return run(core::Call::Bind, [&] { return m_real.bind(fd, address, length); });
    }
    core::SysReturn getsockname(int fd, sockaddr* address, socklen_t* length) override
    {
        return run(core::Call::Getsockname, [&] { return m_real.getsockname(fd, address, length); });
    }
    core::SysReturn getpeername(int fd, sockaddr* address, socklen_t* length) override
    {
        return run(core::Call::Getpeername, [&] { return m_real.getpeername(fd, address, length); });
    }
    core::SysReturn listen(int fd, int backlog) override
    {
        return run(core::Call::Listen, [&] { return m_real.listen(fd, backlog); });
    }
    core::SysReturn accept4(int fd, sockaddr* address, socklen_t* length, int flags) override
    {
        return open(core::Call::Accept4, [&] { return m_real.accept4(fd, address, length, flags); });
    }
    core::SysReturn connect(int fd, const sockaddr* address, socklen_t length) override
    {
        return run(core::Call::Connect, [&] { return m_real.connect(fd, address, length); });
    }
    core::SysReturn send(int fd, std::span<const std::byte> bytes, int flags) override
    {
        return run(core::Call::Send,
                   [&] { return m_real.send(fd, bytes.first(std::min(bytes.size(), m_sendLimit.load())), flags); });
    }
    core::SysReturn recv(int fd, std::span<std::byte> room, int flags) override
    {
        return run(core::Call::Recv, [&] { return m_real.recv(fd, room, flags); });
    }
    core::SysReturn shutdown(int fd, int how) override
    {
        return run(core::Call::Shutdown, [&] { return m_real.shutdown(fd, how); });
    }
    core::SysReturn close(int fd) override
    {
        // Also a failed close gives the descriptor back (close(2)), so the kernel is asked in every case.
        const core::SysReturn returned = m_real.close(fd);
        ++m_closed;
        return run(core::Call::Close, [&] { return returned; });
    }
    core::SysReturn epollCreate1(int flags) override
    {
        return open(core::Call::EpollCreate1, [&] { return m_real.epollCreate1(flags); });
    }
    core::SysReturn epollCtl(int epoll, int operation, int fd, epoll_event* event) override
    {
        return run(core::Call::EpollCtl, [&] { return m_real.epollCtl(epoll, operation, fd, event); });
    }
    core::SysReturn epollWait(int epoll, std::span<epoll_event> room, int timeoutMs) override
    {
        return run(core::Call::EpollWait, [&] { return m_real.epollWait(epoll, room, timeoutMs); });
    }
    core::SysReturn eventfd(unsigned initial, int flags) override
    {
        return open(core::Call::Eventfd, [&] { return m_real.eventfd(initial, flags); });
    }
    core::SysReturn read(int fd, std::span<std::byte> room) override
    {
        return run(core::Call::Read, [&] { return m_real.read(fd, room); });
    }
    core::SysReturn write(int fd, std::span<const std::byte> bytes) override
    {
        return run(core::Call::Write, [&] { return m_real.write(fd, bytes); });
    }
    core::SysReturn lstat(const char* path, struct stat* info) override
    {
        return run(core::Call::Lstat, [&] { return m_real.lstat(path, info); });
    }
    core::SysReturn chmod(const char* path, mode_t mode) override
    {
        return run(core::Call::Chmod, [&] { return m_real.chmod(path, mode); });
    }
    core::SysReturn unlink(const char* path) override
    {
        return run(core::Call::Unlink, [&] { return m_real.unlink(path); });
    }
    core::SysReturn pipe2(int* ends, int flags) override
    {
        const core::SysReturn returned = open(core::Call::Pipe2, [&] { return m_real.pipe2(ends, flags); });
        m_opened += returned.ok() ? 1 : 0; // two descriptors
        return returned;
    }
    core::SysReturn splice(int from, int to, std::size_t length, unsigned flags) override
    {
        return run(core::Call::Splice, [&] { return m_real.splice(from, to, length, flags); });
    }

private:
    struct Plan
    {
        int error = 0;
        int times = 0;
        int skip = 0;
    };

    template <class Real>
    core::SysReturn run(core::Call call, Real real)
    {
        ++m_counts[static_cast<std::size_t>(call)];
        {
            const std::lock_guard lock(m_mutex);
            Plan& plan = m_plans[static_cast<std::size_t>(call)];
            if (plan.times > 0 && plan.skip-- <= 0) {
                --plan.times;
                return {-1, plan.error};
            }
        }
        const core::SysReturn returned = real();
        if (m_after && m_afterCall == call)
            std::exchange(m_after, nullptr)();
        return returned;
    }
    template <class Real>
    core::SysReturn open(core::Call call, Real real)
    {
        const core::SysReturn returned = run(call, real);
        m_opened += returned.ok() ? 1 : 0;
        return returned;
    }

    core::RealSys m_real;
    core::Call m_afterCall = core::Call::None; // with m_after: for tests of one thread only
    std::function<void()> m_after;
    std::mutex m_mutex; // guards m_plans
    std::array<Plan, static_cast<std::size_t>(core::Call::Count)> m_plans{};
    std::array<std::atomic<int>, static_cast<std::size_t>(core::Call::Count)> m_counts{};
    std::atomic<int> m_opened{0};
    std::atomic<int> m_closed{0};
    std::atomic<std::size_t> m_sendLimit{std::numeric_limits<std::size_t>::max()};
};

} // namespace tests
