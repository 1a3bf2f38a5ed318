// SPDX-License-Identifier: GPL-3.0-or-later
// A peer of scripts/bench echo, and the practical limit: one thread, level-triggered epoll(7), no recording, no table
// of connections but the one by descriptor. Arguments: none. Prints the address that it listens on.
#include "tests/bench/echo/loopback.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <sys/epoll.h>
#include <unistd.h>
#include <vector>

namespace {

struct Waiting
{
    std::vector<char> bytes; // what the kernel did not take yet
    bool paused = false;     // not read from until they are gone
};

int epoll = -1;
std::vector<Waiting> waiting; // by descriptor
std::array<char, 65536> room;

void watch(int operation, int fd, std::uint32_t events)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    bench::check(::epoll_ctl(epoll, operation, fd, &event), "epoll_ctl");
}

void acceptOne(int listener)
{
    const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0)
        return;
    if (static_cast<std::size_t>(fd) >= waiting.size())
        waiting.resize(static_cast<std::size_t>(fd) * 2);
    waiting[static_cast<std::size_t>(fd)] = {};
    watch(EPOLL_CTL_ADD, fd, EPOLLIN);
}

bool writeWaiting(int fd)
{
    Waiting& of = waiting[static_cast<std::size_t>(fd)];
    const ssize_t sent = ::send(fd, of.bytes.data(), of.bytes.size(), MSG_NOSIGNAL);
    if (sent < 0)
        return errno == EAGAIN;
    of.bytes.erase(of.bytes.begin(), of.bytes.begin() + sent);
    if (of.bytes.empty() && of.paused) {
        of.paused = false;
        watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    }
    return true;
}

bool echo(int fd)
{
    const ssize_t got = ::recv(fd, room.data(), room.size(), 0);
    if (got <= 0)
        return got < 0 && errno == EAGAIN;
    ssize_t sent = ::send(fd, room.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL);
    if (sent == got)
        return true;
    if (sent < 0 && errno != EAGAIN)
        return false;
    sent = sent < 0 ? 0 : sent;
    Waiting& of = waiting[static_cast<std::size_t>(fd)];
    of.bytes.assign(room.begin() + sent, room.begin() + got);
    of.paused = true;
    watch(EPOLL_CTL_MOD, fd, EPOLLOUT);
    return true;
}

} // namespace

int main()
{
    const int listener = bench::listenOnLoopback();
    epoll = ::epoll_create1(EPOLL_CLOEXEC);
    bench::check(epoll, "epoll_create1");
    waiting.resize(1024);
    watch(EPOLL_CTL_ADD, listener, EPOLLIN);
    std::array<epoll_event, 256> ready{};
    for (;;) {
        const int count = ::epoll_wait(epoll, ready.data(), static_cast<int>(ready.size()), -1);
        for (int i = 0; i < count; ++i) {
            const epoll_event& event = ready[static_cast<std::size_t>(i)];
            const int fd = event.data.fd;
            if (fd == listener)
                acceptOne(listener);
            else if ((event.events & EPOLLOUT) != 0 ? !writeWaiting(fd) : !echo(fd))
                ::close(fd);
        }
    }
}
