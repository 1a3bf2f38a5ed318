// SPDX-License-Identifier: GPL-3.0-or-later
// Events of server connections, made up for tests of the server's widgets.
#pragma once

#include "core/event/recorder.h"
#include "core/net/address.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

/// Gathers events; take() gives them as one batch that owns its payloads.
class ServerEvents
{
public:
    static constexpr int kListener = 7;

    std::int64_t nowNs = 1'000'000'000; ///< Start time of the next event.

    core::Event& call(core::ConnectionId connection, core::Call call, int fd, int result, int error = 0)
    {
        core::Event event;
        event.startNs = nowNs;
        event.connection = connection;
        event.call = call;
        event.fd = fd;
        event.result = result;
        event.error = static_cast<std::uint16_t>(error);
        return m_batch.events.emplace_back(event);
    }
    void accept(core::ConnectionId connection, int fd, const char* host = "127.0.0.1", std::uint16_t port = 54321)
    {
        const core::Address peer = *core::Address::ip(host, port);
        addPayload(call(connection, core::Call::Accept4, kListener, fd), peer.bytes());
    }
    /// A connection over a UNIX domain socket, and the process at its other end.
    void acceptUnix(core::ConnectionId connection, int fd, pid_t pid, uid_t uid)
    {
        const sa_family_t unnamed = AF_UNIX;
        addPayload(call(connection, core::Call::Accept4, kListener, fd), std::as_bytes(std::span(&unnamed, 1)));
        const ucred process{pid, uid, uid};
        core::Event& event = call(connection, core::Call::Getsockopt, fd, 0);
        event.args = {SOL_SOCKET, SO_PEERCRED, sizeof process, 0};
        addPayload(event, std::as_bytes(std::span(&process, 1)));
    }
    void state(core::ConnectionId connection, core::TcpState to, core::Source source = core::Source::Sampled)
    {
        core::Event& event = call(connection, core::Call::None, -1, 0);
        event.kind = core::EventKind::State;
        event.source = source;
        event.args[1] = static_cast<std::int32_t>(to);
    }
    void received(core::ConnectionId connection, int bytes) { call(connection, core::Call::Recv, 8, bytes); }
    void sent(core::ConnectionId connection, int bytes) { call(connection, core::Call::Send, 8, bytes); }
    void close(core::ConnectionId connection) { call(connection, core::Call::Close, 8, 0); }
    void openAndClose(core::ConnectionId connection)
    {
        accept(connection, 8);
        close(connection);
    }

    core::Batch take() { return std::exchange(m_batch, {}); }

private:
    void addPayload(core::Event& event, std::span<const std::byte> bytes)
    {
        auto chunk = std::make_shared<core::PayloadChunk>(bytes.size());
        std::memcpy(chunk->data.get(), bytes.data(), chunk->size);
        event.payload = chunk->data.get();
        event.payloadSize = static_cast<std::uint32_t>(chunk->size);
        m_batch.chunks.push_back(std::move(chunk));
    }

    core::Batch m_batch;
};
