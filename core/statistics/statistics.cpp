// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statistics/statistics.h"

#include "core/event/transfer.h"
#include "core/packet/packet_event.h"

#include <algorithm>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>

namespace core {

namespace {

std::optional<std::int64_t> smoothedRttOf(const Event& event)
{
    if (event.call != Call::Getsockopt || event.error != 0 || event.args[0] != IPPROTO_TCP || event.args[1] != TCP_INFO)
        return std::nullopt;
    std::uint32_t microseconds = 0;
    constexpr std::size_t kAt = offsetof(tcp_info, tcpi_rtt);
    if (event.bytes().size() < kAt + sizeof microseconds)
        return std::nullopt;
    std::memcpy(&microseconds, event.bytes().data() + kAt, sizeof microseconds);
    if (microseconds == 0) // nothing was measured yet
        return std::nullopt;
    return std::int64_t{microseconds} * 1000;
}

void addAll(ConnectionTally& sum, const ConnectionTally& connection)
{
    sum.calls += connection.calls;
    sum.errors += connection.errors;
    for (const auto& [call, tally] : connection.perCall)
        sum.of(call).add(tally);
    const auto source = static_cast<std::size_t>(connection.account());
    for (std::size_t i = 0; i < 2; ++i)
        sum.bytes[0][i] += connection.bytes[source][i];
    sum.hasClient = true; // so that bytes[0] is read
    sum.roundTrips.add(connection.roundTrips);
}

} // namespace

StreamSource ConnectionTally::account() const noexcept
{
    return hasClient ? StreamSource::ClientCalls : hasServer ? StreamSource::ServerCalls : StreamSource::Packets;
}

CallTally& ConnectionTally::of(Call call)
{
    for (auto& [name, tally] : perCall) {
        if (name == call)
            return tally;
    }
    return perCall.emplace_back(call, CallTally()).second;
}

std::uint64_t ConnectionTally::bytesOf(StreamDirection direction) const noexcept
{
    return bytes[static_cast<std::size_t>(account())][static_cast<std::size_t>(direction)];
}

const ConnectionTally* Statistics::find(ConnectionId connection) const noexcept
{
    const auto found = m_connections.find(connection);
    return found == m_connections.end() ? nullptr : &found->second;
}

ConnectionTally& Statistics::connectionOf(const Event& event)
{
    if (m_last != nullptr && m_lastId == event.connection)
        return *m_last;
    if (m_connections.size() >= kConnections && !m_connections.contains(event.connection))
        letEarlierGo();
    m_lastId = event.connection;
    m_last = &m_connections[event.connection]; // stays where it is when others come
    return *m_last;
}

void Statistics::add(const Event& event, std::uint64_t number)
{
    ++m_events;
    const bool isCall = event.kind == EventKind::Call;
    if (isCall)
        m_calls[static_cast<std::size_t>(event.call)].add(event);
    if (event.connection == 0 || (!isCall && event.kind != EventKind::Packet))
        return;
    ConnectionTally& connection = connectionOf(event);
    connection.lastNumber = number;
    if (isCall) {
        addCall(connection, event);
    } else if (event.result > 0 && !packetOf(event).again) {
        addBytes(connection, event, StreamSource::Packets,
                 event.side == Side::Client ? StreamDirection::ToServer : StreamDirection::ToClient);
    }
}

void Statistics::addCall(ConnectionTally& connection, const Event& event)
{
    const bool ofClient = event.side == Side::Client;
    (ofClient ? connection.hasClient : connection.hasServer) = true;
    CallTally& tally = connection.of(event.call);
    const std::uint64_t errors = tally.errors;
    tally.add(event);
    ++connection.calls;
    connection.errors += tally.errors - errors;

    if (const std::optional<Transfer> moved = transferOf(event)) {
        addBytes(connection, event, ofClient ? StreamSource::ClientCalls : StreamSource::ServerCalls,
                 ofClient == (moved->direction == Direction::Sent) ? StreamDirection::ToServer
                                                                   : StreamDirection::ToClient);
        if (ofClient)
            addRoundTrip(connection, event);
    } else if (const std::optional<std::int64_t> rtt = smoothedRttOf(event)) {
        connection.smoothedRttNs = *rtt;
    }
}

void Statistics::addBytes(ConnectionTally& connection, const Event& event, StreamSource source,
                          StreamDirection direction)
{
    const auto way = static_cast<std::size_t>(direction);
    std::uint64_t& told = connection.bytes[static_cast<std::size_t>(source)][way];
    told += static_cast<std::uint64_t>(event.result);
    // Another account may have told of these bytes before this one became that of the connection.
    if (source != connection.account() || told <= connection.counted[way])
        return;
    const std::uint64_t count = told - std::exchange(connection.counted[way], told);
    m_bytes[way] += count;
    for (RateSeries* series : {&m_all, &m_lastMinute}) {
        if (RateBin* bin = series->at(event.startNs))
            bin->bytes[way] += count;
    }
}

void Statistics::addRoundTrip(ConnectionTally& connection, const Event& event)
{
    if (event.call == Call::Send) {
        if (connection.waitingSinceNs == 0)
            connection.waitingSinceNs = event.startNs;
        return;
    }
    if (connection.waitingSinceNs == 0)
        return;
    const std::int64_t took =
        std::max<std::int64_t>(0, event.startNs + event.tookNs - std::exchange(connection.waitingSinceNs, 0));
    connection.roundTrips.add(took);
    m_roundTrips.add(took);
    for (RateSeries* series : {&m_all, &m_lastMinute}) {
        if (RateBin* bin = series->at(event.startNs)) {
            ++bin->roundTrips;
            bin->roundTripSum += took;
            bin->roundTripMax = std::max(bin->roundTripMax, took);
        }
    }
}

void Statistics::letEarlierGo()
{
    std::vector<std::pair<std::uint64_t, ConnectionId>> order;
    order.reserve(m_connections.size());
    for (const auto& [id, tally] : m_connections)
        order.emplace_back(tally.lastNumber, id);
    const auto tenth = static_cast<std::ptrdiff_t>(order.size() / 10);
    std::nth_element(order.begin(), order.begin() + tenth, order.end());
    for (auto it = order.begin(); it != order.begin() + tenth; ++it) {
        const auto found = m_connections.find(it->second);
        addAll(m_earlier, found->second);
        m_connections.erase(found);
        ++m_earlierCount;
    }
    m_last = nullptr;
}

} // namespace core
