// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers for connections: both ends of one connection inside this program get the same.
#pragma once

#include "core/clock.h"
#include "core/event/event.h"
#include "core/net/address.h"
#include "core/net/address_pair.h"
#include "core/net/known_connections.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace core {

/// Any thread. Numbers start at 1 and are never given twice.
class ConnectionIds
{
public:
    /// Held by a client around connect(2), getsockname(2) and claim(): whoever accepts the connection in this program
    /// meanwhile waits those microseconds, and so always finds the number.
    class Connecting
    {
    public:
        explicit Connecting(ConnectionIds& ids) : m_ids(ids), m_lock(ids.m_mutex), m_sinceNs(monotonicNs()) {}
        void claim(const Address& local, const Address& peer, ConnectionId id);
        void failed(ConnectionId id) { noteTime(id); } ///< Instead of claim(): connect(2) failed at once.

    private:
        void noteTime(ConnectionId id);

        ConnectionIds& m_ids;
        std::lock_guard<std::mutex> m_lock;
        std::int64_t m_sinceNs;
    };

    ConnectionId next() { return ++m_last; }
    /// The number of an accepted connection: that of our own client, or a new one. The two ends of a UNIX connection
    /// cannot be told from their addresses, but its accept queue is first in, first out: `peerIsThisProcess`
    /// (SO_PEERCRED) says that it is the one of our own clients that connected to that address first.
    ConnectionId accepted(const Address& local, const Address& peer, bool peerIsThisProcess = false);
    /// A UNIX listener begins (before listen(2)) or is closed (its file still stands): nobody waits to be accepted.
    void unixQueueEmptied(const Address& address);
    /// The client's end is closed. The number stays known a while, for a server that has not yet accepted it.
    void clientClosed(const Address& local, const Address& peer);

    /// The number of the newest connection between these two, also when it is closed; KnownConnections::kKept are
    /// remembered.
    std::optional<ConnectionId> known(const Address& client, const Address& server);
    /// The same, and when there is none a new one, which accepted() then finds: somebody saw the connection before us.
    ConnectionId observed(const Address& client, const Address& server);
    /// What known() shall find: addresses of a connection of ours that was seen on the wire.
    void seen(const Address& client, const Address& server, ConnectionId id);
    /// The connection whose client called connect(2) at that time (CLOCK_MONOTONIC, ns).
    std::optional<ConnectionId> connectingAt(std::int64_t ns);

private:
    static constexpr std::size_t kConnects = 4096;
    struct Connect
    {
        std::int64_t fromNs;
        std::int64_t toNs;
        ConnectionId connection;
    };

    ConnectionId acceptedUnix(const Address& local, bool peerIsThisProcess);
    void forgetLater(const AddressPair& pair);

    static constexpr std::size_t kRemembered = 4096; // closed clients not yet accepted

    std::atomic<ConnectionId> m_last{0};
    std::mutex m_mutex; // guards all below
    std::unordered_map<AddressPair, ConnectionId, AddressPair::Hash> m_claimed;
    std::deque<AddressPair> m_closed;
    std::unordered_map<std::string, std::deque<ConnectionId>> m_unixQueues; // connected, not accepted; by server
    KnownConnections m_known;
    std::deque<Connect> m_connects; // oldest first; they do not overlap
};

} // namespace core
