// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers for connections: both ends of one connection inside this program get the same.
#pragma once

#include "core/event/event.h"
#include "core/net/address.h"

#include <atomic>
#include <deque>
#include <mutex>
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
        explicit Connecting(ConnectionIds& ids) : m_ids(ids), m_lock(ids.m_mutex) {}
        void claim(const Address& local, const Address& peer, ConnectionId id);

    private:
        ConnectionIds& m_ids;
        std::lock_guard<std::mutex> m_lock;
    };

    ConnectionId next() { return ++m_last; }
    /// The number of an accepted connection: that of our own client, or a new one.
    ConnectionId accepted(const Address& local, const Address& peer);
    /// The client's end is closed. The number stays known a while, for a server that has not yet accepted it.
    void clientClosed(const Address& local, const Address& peer);

private:
    static constexpr std::size_t kRemembered = 4096; // closed clients not yet accepted

    std::atomic<ConnectionId> m_last{0};
    std::mutex m_mutex;                                      // guards all below
    std::unordered_map<std::string, ConnectionId> m_claimed; // by client and server address
    std::deque<std::string> m_closed;
};

} // namespace core
