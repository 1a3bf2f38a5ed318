// SPDX-License-Identifier: GPL-3.0-or-later
// What the small peers of the benchmark share: a listener on a free port of 127.0.0.1. They end at the first failure.
#pragma once

#include <arpa/inet.h>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/socket.h>

namespace bench {

inline void check(int returned, const char* call)
{
    if (returned >= 0)
        return;
    std::perror(call);
    std::exit(1);
}

inline sockaddr_in loopback(std::uint16_t port, std::uint32_t host = INADDR_LOOPBACK)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host);
    return address;
}

/// Prints "127.0.0.1:PORT" and returns the listener, which does not block.
inline int listenOnLoopback()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    check(listener, "socket");
    const int on = 1;
    check(::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), "setsockopt");
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    check(::bind(listener, reinterpret_cast<sockaddr*>(&address), length), "bind");
    check(::listen(listener, 4096), "listen");
    check(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length), "getsockname");
    std::printf("127.0.0.1:%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return listener;
}

} // namespace bench
