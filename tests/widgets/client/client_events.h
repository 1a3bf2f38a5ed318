// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the events of a client for tests, as the I/O thread would record them.
#pragma once

#include "core/event/recorder.h"

#include <QByteArray>
#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

/// Builds one batch. Times are in nanoseconds and rise by 1 ms an event unless given.
class ClientEvents
{
public:
    explicit ClientEvents(core::ConnectionId connection = 1, std::int64_t startNs = 1'000'000'000)
        : m_connection(connection), m_nowNs(startNs)
    {
    }

    ClientEvents& at(std::int64_t ns)
    {
        m_nowNs = ns;
        return *this;
    }
    ClientEvents& on(core::ConnectionId connection)
    {
        m_connection = connection;
        return *this;
    }
    ClientEvents& message(core::Direction direction, const QByteArray& bytes, core::Side side = core::Side::Client)
    {
        core::Event event = make(core::EventKind::Message);
        event.side = side;
        event.args[0] = static_cast<std::int32_t>(direction);
        return add(event, bytes);
    }
    ClientEvents& sent(const QByteArray& bytes) { return message(core::Direction::Sent, bytes); }
    ClientEvents& received(const QByteArray& bytes) { return message(core::Direction::Received, bytes); }
    ClientEvents& state(core::TcpState from, core::TcpState to)
    {
        core::Event event = make(core::EventKind::State);
        event.args = {static_cast<std::int32_t>(from), static_cast<std::int32_t>(to), 0, 0};
        event.source = core::Source::Sampled;
        return add(event, {});
    }
    ClientEvents& connected() { return state(core::TcpState::Closed, core::TcpState::Established); }
    ClientEvents& call(core::Call call, int result, int error = 0, int firstArgument = 0)
    {
        core::Event event = make(core::EventKind::Call);
        event.call = call;
        event.result = result;
        event.error = static_cast<std::uint16_t>(error);
        event.args[0] = firstArgument;
        return add(event, {});
    }

    core::Batch take() { return std::exchange(m_batch, {}); }

private:
    core::Event make(core::EventKind kind)
    {
        core::Event event;
        event.kind = kind;
        event.side = core::Side::Client;
        event.connection = m_connection;
        event.fd = 9;
        event.startNs = m_nowNs;
        return event;
    }
    ClientEvents& add(core::Event event, const QByteArray& bytes)
    {
        if (!bytes.isEmpty()) {
            const auto size = static_cast<std::size_t>(bytes.size());
            if (m_batch.chunks.empty() || m_used + size > m_batch.chunks.back()->size) {
                m_batch.chunks.push_back(std::make_shared<core::PayloadChunk>(std::max(size, kChunkBytes)));
                m_used = 0;
            }
            std::byte* place = m_batch.chunks.back()->data.get() + m_used;
            std::memcpy(place, bytes.constData(), size);
            m_used += size;
            event.payload = place;
            event.payloadSize = static_cast<std::uint32_t>(bytes.size());
        }
        m_batch.events.push_back(event);
        m_nowNs += 1'000'000;
        return *this;
    }

    static constexpr std::size_t kChunkBytes = 64 * 1024;

    core::Batch m_batch;
    std::size_t m_used = 0; // bytes of the last chunk
    core::ConnectionId m_connection;
    std::int64_t m_nowNs;
};
