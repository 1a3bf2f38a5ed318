// SPDX-License-Identifier: GPL-3.0-or-later
// Makes events for the tests of the log, and owns the bytes that they point to.
#pragma once

#include "core/event/recorder.h"
#include "core/net/address.h"

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// Each event starts 1 ms after the one before and lasts 41 us. Must outlive the recording that holds its events.
class EventMaker
{
public:
    core::Event call(core::Call call, core::Side side, core::ConnectionId connection, int fd, int result = 0,
                     int error = 0, std::span<const std::byte> payload = {})
    {
        core::Event event = base(core::EventKind::Call, side, connection, fd);
        event.call = call;
        event.tookNs = 41'000;
        event.result = error != 0 ? -1 : result;
        event.error = static_cast<std::uint16_t>(error);
        return with(event, payload);
    }

    core::Event call(core::Call call, core::Side side, core::ConnectionId connection, int fd, int result, int error,
                     const core::Address& address)
    {
        return this->call(call, side, connection, fd, result, error, address.bytes());
    }

    core::Event data(core::Call call, core::Side side, core::ConnectionId connection, int fd, std::string_view text)
    {
        core::Event event =
            this->call(call, side, connection, fd, static_cast<int>(text.size()), 0, std::as_bytes(std::span(text)));
        event.args[0] = static_cast<std::int32_t>(text.size());
        return event;
    }

    /// Bytes between the socket and a pipe; the program does not see them.
    core::Event splice(core::Side side, core::ConnectionId connection, int fd, core::Direction direction, int bytes)
    {
        core::Event event = call(core::Call::Splice, side, connection, fd, bytes);
        event.args = {13, bytes, 0, static_cast<std::int32_t>(direction)};
        return event;
    }

    core::Event state(core::Side side, core::ConnectionId connection, int fd, core::TcpState from, core::TcpState to,
                      core::Source source = core::Source::Sampled)
    {
        core::Event event = base(core::EventKind::State, side, connection, fd);
        event.source = source;
        event.args = {static_cast<std::int32_t>(from), static_cast<std::int32_t>(to), 0, 0};
        return event;
    }

    core::Event message(core::Side side, core::ConnectionId connection, core::Direction direction,
                        std::string_view text)
    {
        core::Event event = base(core::EventKind::Message, side, connection, 9);
        event.args[0] = static_cast<std::int32_t>(direction);
        return with(event, std::as_bytes(std::span(text)));
    }

    core::Event note(core::Side side, core::NoteCode code, std::int32_t value = 0, std::string_view text = {})
    {
        core::Event event = base(core::EventKind::Note, side, 0, -1);
        event.args = {static_cast<std::int32_t>(code), value, 0, 0};
        return with(event, std::as_bytes(std::span(text)));
    }

    /// listen() = 0 of the server, as often as asked for.
    core::Batch calls(std::size_t count)
    {
        core::Batch batch;
        for (std::size_t i = 0; i < count; ++i)
            batch.events.push_back(call(core::Call::Listen, core::Side::Server, 0, 7));
        return batch;
    }

    static core::Batch batch(std::initializer_list<core::Event> events)
    {
        core::Batch batch;
        batch.events = events;
        return batch;
    }

    static core::Address tcp(std::uint16_t port) { return *core::Address::ip("127.0.0.1", port); }

    /// A copy of the bytes that lives as long as the maker.
    std::span<const std::byte> keep(std::span<const std::byte> bytes)
    {
        return m_memory.emplace_back(bytes.begin(), bytes.end());
    }

private:
    core::Event base(core::EventKind kind, core::Side side, core::ConnectionId connection, int fd)
    {
        core::Event event;
        event.kind = kind;
        event.side = side;
        event.connection = connection;
        event.fd = fd;
        event.startNs = m_now;
        m_now += 1'000'000;
        return event;
    }

    core::Event with(core::Event event, std::span<const std::byte> payload)
    {
        if (!payload.empty()) {
            event.payload = keep(payload).data();
            event.payloadSize = static_cast<std::uint32_t>(payload.size());
        }
        return event;
    }

    std::int64_t m_now = 5'000'000'000;
    std::deque<std::vector<std::byte>> m_memory;
};
