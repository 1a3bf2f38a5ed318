// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/connection_ids.h"

#include "core/sys/file_id.h"

#include <array>
#include <cstring>
#include <fmt/format.h>
#include <netinet/in.h>

namespace core {

namespace {

// An IPv4 address and the same one mapped into IPv6 are one.
void append(std::string& key, const Address& address)
{
    std::array<char, 18> bytes{};
    if (address.family() == AF_INET) {
        const auto* in = reinterpret_cast<const sockaddr_in*>(address.raw());
        bytes[10] = bytes[11] = '\xff';
        std::memcpy(&bytes[12], &in->sin_addr, 4);
    } else if (address.family() == AF_INET6) {
        const auto* in6 = reinterpret_cast<const sockaddr_in6*>(address.raw());
        std::memcpy(bytes.data(), &in6->sin6_addr, 16);
    }
    const std::uint16_t port = address.port();
    std::memcpy(&bytes[16], &port, sizeof port);
    key.append(bytes.data(), bytes.size());
}

// Empty for sockets whose two ends cannot be told from their addresses (UNIX domain).
std::string keyOf(const Address& client, const Address& server)
{
    std::string key;
    if (server.isAny()) // who connects to "every address" is connected to this machine's own (ip(7))
        return keyOf(client, client.withPort(server.port()));
    if (client.port() != 0 && server.port() != 0) {
        append(key, client);
        append(key, server);
    }
    return key;
}

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
    if (std::string key = keyOf(local, peer); !key.empty()) {
        m_ids.remember(key, id);
        m_ids.m_claimed[std::move(key)] = id;
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
    const std::string key = keyOf(peer, local);
    const auto claimed = m_claimed.find(key);
    if (claimed == m_claimed.end()) {
        const ConnectionId id = next();
        remember(key, id);
        return id;
    }
    const ConnectionId id = claimed->second;
    m_claimed.erase(claimed);
    return id;
}

void ConnectionIds::clientClosed(const Address& local, const Address& peer)
{
    std::string key = keyOf(local, peer);
    const std::lock_guard lock(m_mutex);
    if (m_claimed.contains(key))
        forgetLater(std::move(key));
}

void ConnectionIds::forgetLater(std::string key)
{
    m_closed.push_back(std::move(key));
    if (m_closed.size() > kRemembered) {
        m_claimed.erase(m_closed.front());
        m_closed.pop_front();
    }
}

void ConnectionIds::remember(const std::string& key, ConnectionId id)
{
    if (key.empty() || !m_known.insert_or_assign(key, id).second)
        return;
    m_knownOrder.push_back(key);
    if (m_knownOrder.size() > kKnown) {
        m_known.erase(m_knownOrder.front());
        m_knownOrder.pop_front();
    }
}

std::optional<ConnectionId> ConnectionIds::known(const Address& client, const Address& server)
{
    const std::string key = keyOf(client, server);
    const std::lock_guard lock(m_mutex);
    const auto found = m_known.find(key);
    return found == m_known.end() ? std::nullopt : std::optional(found->second);
}

ConnectionId ConnectionIds::observed(const Address& client, const Address& server)
{
    std::string key = keyOf(client, server);
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_known.find(key); found != m_known.end())
        return found->second;
    const ConnectionId id = next();
    if (!key.empty()) {
        remember(key, id);
        m_claimed[key] = id;
        forgetLater(std::move(key)); // it may never be accepted
    }
    return id;
}

void ConnectionIds::seen(const Address& client, const Address& server, ConnectionId id)
{
    const std::string key = keyOf(client, server);
    const std::lock_guard lock(m_mutex);
    remember(key, id);
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
