// SPDX-License-Identifier: GPL-3.0-or-later
// What one end of echoing connections records: calls, states, messages and errors, over and over.
#pragma once

#include "core/event/event_track.h"
#include "core/sys/recording_sys.h"
#include "tests/bench/idle_sys.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

/// Plays the server's or the clients' end of a number of connections, in turn, through a real RecordingSys. A
/// connection is closed after kExchanges messages and another one takes its place; one connect(2) in ten is refused
/// first. No call only waits, so each event is a row of the log. Both ends, each on a thread of its own, give the same
/// connections the same ids. Belongs to the thread of its track.
class EchoScript
{
public:
    static constexpr std::uint32_t kExchanges = 200;

    EchoScript(core::EventTrack& track, std::uint32_t connections);

    /// Records the next few events; returns how many.
    std::size_t next();

private:
    struct Connection
    {
        core::ConnectionId id = 0;
        std::uint32_t exchanges = 0;
    };

    void open(std::size_t slot);
    void exchange(std::size_t slot);
    void close(std::size_t slot);
    void state(std::size_t slot, core::TcpState from, core::TcpState to);
    int fdOf(std::size_t slot) const;
    template <class Run>
    void call(std::int64_t returned, int error, const Run& run);

    core::EventTrack& m_track;
    IdleSys m_kernel;
    core::RecordingSys m_sys{m_kernel, m_track};
    std::vector<Connection> m_connections;
    std::array<std::byte, 64> m_message{};
    std::size_t m_slot = 0;
    core::ConnectionId m_lastId = 0;
    std::size_t m_recorded = 0;
};

} // namespace bench
