// SPDX-License-Identifier: GPL-3.0-or-later
// The client of scripts/bench echo. Small, so that it costs the server as little of the machine as can be.
//
//   echo_load roundtrip PORT SECONDS CONNECTIONS SIZE   each sends SIZE bytes, and again when all have come back
//   echo_load churn PORT SECONDS                        connects, echoes 64 bytes, closes
//   echo_load stream PORT SECONDS                       sends as much as there is room for, reads what comes back
//   echo_load idle PORT CONNECTIONS                     connects, echoes once on each, waits for the end of its input
//   echo_load memory                                    needs no server: reads memory that no cache holds
//
// Prints one line: how many were done, and the seconds that they took.
#include "tests/bench/cold_memory.h"
#include "tests/bench/echo/loopback.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <poll.h>
#include <string>
#include <sys/epoll.h>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

std::vector<char> message(std::size_t size)
{
    std::vector<char> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>('a' + i % 26);
    return bytes;
}

// No two messages are the same, as with real ones: nobody can spare to keep their bytes.
void numberMessage(std::vector<char>& bytes)
{
    static std::uint64_t last = 0;
    ++last;
    std::memcpy(bytes.data(), &last, std::min(bytes.size(), sizeof last));
}

// Each from another address of 127.0.0.0/8, so that ports in TIME_WAIT never run out.
int connectTo(std::uint16_t port)
{
    static std::uint32_t last = 0;
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bench::check(fd, "socket");
    const int on = 1;
    bench::check(::setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on), "setsockopt");
    last = (last + 1) % 200;
    const sockaddr_in own = bench::loopback(0, 0x7f000102U + last);
    bench::check(::bind(fd, reinterpret_cast<const sockaddr*>(&own), sizeof own), "bind");
    const sockaddr_in address = bench::loopback(port);
    bench::check(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), "connect");
    return fd;
}

void echoOnce(int fd, std::vector<char>& bytes, std::vector<char>& room)
{
    numberMessage(bytes);
    if (::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
        bench::check(-1, "send");
    for (std::size_t got = 0; got < bytes.size();) {
        const ssize_t now = ::recv(fd, room.data() + got, bytes.size() - got, 0);
        bench::check(now > 0 ? 0 : -1, "recv");
        got += static_cast<std::size_t>(now);
    }
    if (room != bytes) {
        std::fputs("The echo differs from what was sent.\n", stderr);
        std::exit(1);
    }
}

void print(std::uint64_t done, Clock::time_point started)
{
    std::printf("%llu %.6f\n", static_cast<unsigned long long>(done),
                std::chrono::duration<double>(Clock::now() - started).count());
    std::fflush(stdout);
}

void roundtrip(std::uint16_t port, double seconds, std::size_t connections, std::size_t size)
{
    std::vector<char> bytes = message(size);
    std::vector<char> room(size);
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    bench::check(epoll, "epoll_create1");
    std::vector<std::size_t> got;
    std::vector<int> all;
    for (std::size_t i = 0; i < connections; ++i) {
        const int fd = connectTo(port);
        all.push_back(fd);
        echoOnce(fd, bytes, room);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        bench::check(::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
        got.resize(static_cast<std::size_t>(fd) + 1);
    }
    const auto started = Clock::now();
    const auto end = started + std::chrono::duration<double>(seconds);
    std::uint64_t done = 0;
    if (connections == 1) { // blocking, as the simplest client is
        while (Clock::now() < end) {
            echoOnce(all.front(), bytes, room);
            ++done;
        }
        return print(done, started);
    }
    const auto send = [&bytes](int fd) {
        numberMessage(bytes);
        bench::check(static_cast<int>(::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL)), "send");
    };
    for (const int fd : all)
        send(fd);
    std::array<epoll_event, 256> ready{};
    while (Clock::now() < end) {
        const int count = ::epoll_wait(epoll, ready.data(), static_cast<int>(ready.size()), 1000);
        for (int i = 0; i < count; ++i) {
            const int fd = ready[static_cast<std::size_t>(i)].data.fd;
            const ssize_t now = ::recv(fd, room.data(), room.size(), 0);
            bench::check(now > 0 ? 0 : -1, "recv");
            std::size_t& of = got[static_cast<std::size_t>(fd)];
            of += static_cast<std::size_t>(now);
            if (of < size)
                continue;
            of = 0;
            ++done;
            send(fd);
        }
    }
    print(done, started);
}

void churn(std::uint16_t port, double seconds)
{
    std::vector<char> bytes = message(64);
    std::vector<char> room(bytes.size());
    const auto started = Clock::now();
    const auto end = started + std::chrono::duration<double>(seconds);
    std::uint64_t done = 0;
    while (Clock::now() < end) {
        const int fd = connectTo(port);
        echoOnce(fd, bytes, room);
        ::close(fd);
        ++done;
    }
    print(done, started);
}

void stream(std::uint16_t port, double seconds)
{
    std::vector<char> bytes = message(std::size_t{256} << 10);
    std::vector<char> room(std::size_t{1} << 20);
    const int fd = connectTo(port);
    const auto started = Clock::now();
    const auto end = started + std::chrono::duration<double>(seconds);
    std::uint64_t sent = 0;
    std::uint64_t got = 0;
    bool sending = true;
    while (sending || got < sent) {
        pollfd ready{fd, static_cast<short>(POLLIN | (sending ? POLLOUT : 0)), 0};
        bench::check(::poll(&ready, 1, 10'000), "poll");
        if ((ready.revents & POLLOUT) != 0) {
            numberMessage(bytes);
            const ssize_t now = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            sent += now > 0 ? static_cast<std::uint64_t>(now) : 0;
        }
        if ((ready.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
            // MSG_TRUNC: the bytes are taken but not copied (tcp(7)); the client costs less than the server.
            const ssize_t now = ::recv(fd, room.data(), room.size(), MSG_TRUNC | MSG_DONTWAIT);
            if (now == 0 || (now < 0 && errno != EAGAIN))
                bench::check(-1, "recv");
            got += now > 0 ? static_cast<std::uint64_t>(now) : 0;
        }
        sending = sending && Clock::now() < end;
    }
    print(got, started);
}

void idle(std::uint16_t port, std::size_t connections)
{
    std::vector<char> bytes = message(64);
    std::vector<char> room(bytes.size());
    const auto started = Clock::now();
    for (std::size_t i = 0; i < connections; ++i)
        echoOnce(connectTo(port), bytes, room);
    print(connections, started);
    char end = 0;
    while (::read(STDIN_FILENO, &end, 1) > 0) {
    }
}

void memory()
{
    constexpr std::uint64_t kReads = 200'000;
    bench::ColdMemory cold;
    const auto started = Clock::now();
    cold.read(kReads);
    print(kReads, started);
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> given(argv + 1, argv + argc);
    const auto number = [&given](std::size_t index) { return index < given.size() ? std::stod(given[index]) : 0; };
    const std::string mode = given.empty() ? "" : given.front();
    const auto port = static_cast<std::uint16_t>(number(1));
    if (mode == "roundtrip" && given.size() == 5)
        roundtrip(port, number(2), static_cast<std::size_t>(number(3)), static_cast<std::size_t>(number(4)));
    else if (mode == "churn" && given.size() == 3)
        churn(port, number(2));
    else if (mode == "stream" && given.size() == 3)
        stream(port, number(2));
    else if (mode == "idle" && given.size() == 3)
        idle(port, static_cast<std::size_t>(number(2)));
    else if (mode == "memory" && given.size() == 1)
        memory();
    else
        return std::fputs("echo_load roundtrip|churn|stream|idle PORT ..., or memory\n", stderr), 2;
}
