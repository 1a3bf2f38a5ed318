// SPDX-License-Identifier: GPL-3.0-or-later
// A server that completes connections and does nothing with them.
#pragma once

#include "core/net/socket.h"
#include "core/sys/real_sys.h"

#include <cerrno>
#include <cstdlib>
#include <sys/socket.h>

namespace tests {

inline const core::Address kLoopback = *core::Address::ip("127.0.0.1", 0);

/// A listening socket that is not the program's: the kernel completes connections, nobody serves them.
struct SilentPeer
{
    core::RealSys sys;
    core::Socket listener = *core::Socket::openStream(sys, AF_INET);
    core::Address address;

    explicit SilentPeer(int backlog = 16)
    {
        if (!listener.bind(kLoopback) || !listener.listen(backlog))
            std::abort();
        address = *listener.localAddress();
    }
    core::Socket accept()
    {
        core::SysReturn returned{-1, EAGAIN};
        while (returned.error == EAGAIN)
            returned = sys.accept4(listener.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        return {sys, returned.fd(), listener.kind()};
    }
};

} // namespace tests
