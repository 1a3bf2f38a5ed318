// SPDX-License-Identifier: GPL-3.0-or-later
// Sockets made up for tests of the widgets that show them.
#pragma once

#include "core/kernel/socket_sample.h"

#include <memory>
#include <utility>
#include <vector>

inline core::SampledSocket tcpSocket(std::uint64_t cookie, core::TcpState state, std::uint16_t localPort,
                                     std::uint16_t peerPort)
{
    core::SampledSocket sampled;
    core::KernelSocket& socket = sampled.socket;
    socket.cookie = cookie;
    socket.family = AF_INET;
    socket.state = state;
    socket.local = *core::Address::ip("127.0.0.1", localPort);
    socket.peer = *core::Address::ip(peerPort == 0 ? "0.0.0.0" : "127.0.0.1", peerPort);
    if (state == core::TcpState::TimeWait) {
        socket.timer = core::SocketTimer::TimeWait;
        socket.timerMs = 58'300;
        return sampled;
    }
    socket.inode = static_cast<std::uint32_t>(1000 + cookie);
    socket.uid = 1000;
    sampled.isOwn = true;
    if (!socket.isListener())
        socket.metrics = core::TcpMetrics{41, 20, 10, 32768, 0};
    return sampled;
}

inline std::shared_ptr<core::SocketSample> sampleOf(std::vector<core::SampledSocket> sockets)
{
    auto sample = std::make_shared<core::SocketSample>();
    sample->total = sockets.size() + 3;
    sample->sockets = std::move(sockets);
    sample->wallMs = 1'700'000'000'123;
    return sample;
}
