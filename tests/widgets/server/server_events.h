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
        auto chunk = std::make_shared<core::PayloadChunk>(peer.bytes().size());
        std::memcpy(chunk->data.get(), peer.bytes().data(), chunk->size);
        core::Event& event = call(connection, core::Call::Accept4, kListener, fd);
        event.payload = chunk->data.get();
        event.payloadSize = static_cast<std::uint32_t>(chunk->size);
        m_batch.chunks.push_back(std::move(chunk));
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
    core::Batch m_batch;
};
