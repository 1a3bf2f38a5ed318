// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/connection_ids.h"

#include "core/sys/file_id.h"

#include <fmt/format.h>

namespace core {

namespace {

// A socket file can be reached by several paths: it is known by its number. An abstract name is what it says.
std::string unixKeyOf(const Address& server)
{
    const std::optional<FileId> file = fileIdOf(server.path());
    return file ? fmt::format("{}:{}", file->device, file->number) : server.text();
}

} // namespace

void ConnectionIds::Connecting::noteTime(ConnectionId id)
{
    m_ids.m_connects.push_back({m_sinceNs, monotonicNs(), id});
    if (m_ids.m_connects.size() > kConnects)
        m_ids.m_connects.pop_front();
}

void ConnectionIds::Connecting::claim(const Address& local, const Address& peer, ConnectionId id)
{
    noteTime(id);
    if (peer.family() == AF_UNIX) {
        std::deque<ConnectionId>& queue = m_ids.m_unixQueues[unixKeyOf(peer)];
        queue.push_back(id);
        if (queue.size() > kRemembered) // its listener is not ours
            queue.pop_front();
        return;
    }
    if (const std::optional<AddressPair> pair = AddressPair::of(local, peer)) {
        m_ids.m_known.remember(*pair, id);
        m_ids.m_claimed[*pair] = id;
    }
}

ConnectionId ConnectionIds::acceptedUnix(const Address& local, bool peerIsThisProcess)
{
    const auto queue = m_unixQueues.find(unixKeyOf(local));
    if (!peerIsThisProcess || queue == m_unixQueues.end() || queue->second.empty())
        return next();
    const ConnectionId id = queue->second.front();
    queue->second.pop_front();
    return id;
}

void ConnectionIds::unixQueueEmptied(const Address& address)
{
    if (address.family() != AF_UNIX)
        return;
    const std::lock_guard lock(m_mutex);
    m_unixQueues.erase(unixKeyOf(address));
}

ConnectionId ConnectionIds::accepted(const Address& local, const Address& peer, bool peerIsThisProcess)
{
    const std::lock_guard lock(m_mutex);
    if (local.family() == AF_UNIX)
        return acceptedUnix(local, peerIsThisProcess);
    const std::optional<AddressPair> pair = AddressPair::of(peer, local);
    if (!pair)
        return next();
    const auto claimed = m_claimed.empty() ? m_claimed.end() : m_claimed.find(*pair); // most clients are others'
    if (claimed == m_claimed.end()) {
        const ConnectionId id = next();
        m_known.remember(*pair, id);
        return id;
    }
    const ConnectionId id = claimed->second;
    m_claimed.erase(claimed);
    return id;
}

void ConnectionIds::clientClosed(const Address& local, const Address& peer)
{
    const std::optional<AddressPair> pair = AddressPair::of(local, peer);
    const std::lock_guard lock(m_mutex);
    if (pair && m_claimed.contains(*pair))
        forgetLater(*pair);
}

void ConnectionIds::forgetLater(const AddressPair& pair)
{
    m_closed.push_back(pair);
    if (m_closed.size() > kRemembered) {
        m_claimed.erase(m_closed.front());
        m_closed.pop_front();
    }
}

std::optional<ConnectionId> ConnectionIds::known(const Address& client, const Address& server)
{
    const std::optional<AddressPair> pair = AddressPair::of(client, server);
    if (!pair)
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    return m_known.find(*pair);
}

ConnectionId ConnectionIds::observed(const Address& client, const Address& server)
{
    const std::optional<AddressPair> pair = AddressPair::of(client, server);
    if (!pair)
        return next();
    const std::lock_guard lock(m_mutex);
    if (const std::optional<ConnectionId> found = m_known.find(*pair))
        return *found;
    const ConnectionId id = next();
    m_known.remember(*pair, id);
    m_claimed[*pair] = id;
    forgetLater(*pair); // it may never be accepted
    return id;
}

void ConnectionIds::seen(const Address& client, const Address& server, ConnectionId id)
{
    const std::optional<AddressPair> pair = AddressPair::of(client, server);
    const std::lock_guard lock(m_mutex);
    if (pair)
        m_known.remember(*pair, id);
}

std::optional<ConnectionId> ConnectionIds::connectingAt(std::int64_t ns)
{
    const std::lock_guard lock(m_mutex);
    for (auto connect = m_connects.rbegin(); connect != m_connects.rend() && connect->toNs >= ns; ++connect) {
        if (connect->fromNs <= ns)
            return connect->connection;
    }
    return std::nullopt;
}

} // namespace core
