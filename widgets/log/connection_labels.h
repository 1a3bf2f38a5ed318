// SPDX-License-Identifier: GPL-3.0-or-later
// The short names of connections and listeners ("54321 → 8080"), learnt from the addresses in the recorded calls and
// packets.
#pragma once

#include "core/event/event.h"
#include "core/net/address.h"
#include "core/numbered_map.h"
#include "widgets/common/map_sweep.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace widgets {

/// Knows the ports of both ends of every connection whose addresses stood in a call: bind(2), connect(2), accept4(2),
/// getsockname(2), getpeername(2), or who sent a captured packet. Of a listener it knows from which event to which
/// event a descriptor was bound to which address, so that a descriptor number used again does not rename old rows. One
/// thread (the GUI thread).
class ConnectionLabels
{
public:
    /// Takes what an event tells; true when text() of an earlier event may be another one now. Give every event once,
    /// in order, with its number in the recording.
    bool learn(const core::Event& event, std::uint64_t number);
    /// Forgets the closed connections and listeners whose events all have a smaller number: the connections little by
    /// little, with the events that are learnt from.
    void forgetBefore(std::uint64_t firstNumber);

    /// "54321 → 8080" for events of the client, "8080 ← 54321" for events of the server, "→ unix:@name",
    /// "unix:@name ←"; for a listener its address; "—" when nothing is known. UTF-8.
    std::string text(const core::Event& event, std::uint64_t number) const;

    /// The addresses of both ends ("127.0.0.1:8080"), each empty when it is not known.
    struct EndTexts
    {
        std::string server;
        std::string client;
    };
    EndTexts ends(core::ConnectionId connection) const;

    std::size_t connectionCount() const noexcept { return m_connections.size(); }

private:
    struct Ends
    {
        std::uint16_t serverPort = 0; // 0: not known
        std::uint16_t clientPort = 0;
        std::uint8_t seen = 0;   // one bit a side: it is ours, its events were seen
        std::uint8_t closed = 0; // one bit a side: close(2) was seen
        std::uint64_t lastNumber = 0;
        std::string unixName; // of the server's end; empty: no UNIX connection
        EndTexts texts;
    };
    struct Listener
    {
        std::uint64_t first = 0; // number of bind(2)
        std::uint64_t last = 0;  // number of close(2)
        std::uint16_t port = 0;
        std::string text;
    };

    bool isForgotten(const Ends& ends) const { return ends.lastNumber < m_firstNumber && ends.closed == ends.seen; }
    const Ends* find(core::ConnectionId connection) const;
    bool learnConnection(const core::Event& event, std::uint64_t number);
    static bool learnPacket(Ends& ends, const core::Event& event);
    bool learnListener(const core::Event& event, std::uint64_t number);
    const Listener* listenerOf(int fd, std::uint64_t number) const;
    static bool setEnd(Ends& ends, core::Side end, const core::Address& address);

    using Connections = core::NumberedMap<core::ConnectionId, Ends>;

    Connections m_connections;
    std::uint64_t m_firstNumber = 0; // of forgetBefore()
    MapSweep<Connections> m_sweep;
    std::unordered_map<int, std::vector<Listener>> m_listeners; // by descriptor, oldest first
};

} // namespace widgets
