// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observe/kernel_events.h"

#include "core/packet/packet_event.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <netinet/in.h>

namespace core {

namespace {

constexpr std::size_t kMostSeen = 16'384; // connections

Address addressOf(std::uint16_t family, const std::array<std::uint8_t, 16>& host, std::uint16_t port)
{
    if (family == AF_INET6) {
        sockaddr_in6 in6{};
        in6.sin6_family = AF_INET6;
        in6.sin6_port = htons(port);
        std::memcpy(&in6.sin6_addr, host.data(), sizeof in6.sin6_addr);
        return Address::fromBytes(std::as_bytes(std::span{&in6, 1}));
    }
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    std::memcpy(&in.sin_addr, host.data(), sizeof in.sin_addr);
    return Address::fromBytes(std::as_bytes(std::span{&in, 1}));
}

TcpState stateOf(std::uint8_t number)
{
    return number <= static_cast<std::uint8_t>(TcpState::Closing) ? static_cast<TcpState>(number) : TcpState::Unknown;
}

Event stateEvent(std::int64_t ns, ConnectionId connection, Side side, TcpState from, TcpState to, Source source)
{
    Event event;
    event.kind = EventKind::State;
    event.source = source;
    event.startNs = ns;
    event.connection = connection;
    event.side = side;
    event.args = {static_cast<std::int32_t>(from), static_cast<std::int32_t>(to), 0, 0};
    return event;
}

} // namespace

void KernelEvents::add(const Record& record)
{
    if (record.kind == RecordKind::Drained) {
        emitUpTo(record.ns);
        m_track.reportedUpTo(record.ns);
        return;
    }
    Pending pending;
    pending.ns = record.ns;
    pending.kind = record.kind;
    // The parser has checked the sizes.
    if (record.kind == RecordKind::State) {
        pending.state = recordData<StateRecord>(record.data).value_or(StateRecord{});
    } else if (record.kind == RecordKind::Lost) {
        pending.lost = recordData<LostRecord>(record.data).value_or(LostRecord{});
    } else if (record.kind == RecordKind::Packet) {
        pending.packet = recordData<PacketRecord>(record.data).value_or(PacketRecord{});
        const auto bytes = record.data.subspan(std::min(sizeof(PacketRecord), record.data.size()));
        pending.bytes.assign(bytes.begin(), bytes.end());
    } else {
        return;
    }
    m_pending.push_back(std::move(pending));
}

void KernelEvents::finish()
{
    emitUpTo(std::numeric_limits<std::int64_t>::max());
}

void KernelEvents::emitUpTo(std::int64_t ns)
{
    std::stable_sort(m_pending.begin(), m_pending.end(),
                     [](const Pending& a, const Pending& b) { return a.ns < b.ns; });
    std::size_t count = 0;
    for (; count < m_pending.size() && m_pending[count].ns <= ns; ++count) {
        const Pending& pending = m_pending[count];
        if (pending.kind == RecordKind::State)
            emitState(pending, count);
        else if (pending.kind == RecordKind::Packet)
            emitPacket(pending);
        else
            emitLost(pending);
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(count));
}

std::optional<KernelEvents::EndOf> KernelEvents::endOf(const Address& local, const Address& peer)
{
    if (const auto id = m_ids.known(local, peer))
        return EndOf{*id, Side::Client};
    if (const auto id = m_ids.known(peer, local))
        return EndOf{*id, Side::Server};
    if (m_listened.contains(local.port()))
        return EndOf{m_ids.observed(peer, local), Side::Server};
    if (m_listened.contains(peer.port()))
        return EndOf{m_ids.observed(local, peer), Side::Client};
    return std::nullopt;
}

// connect(2) of a socket without a port enters SYN_SENT before the kernel chooses one. The next change of the same
// socket has it; a connection of our own is also known by the time of its connect call. One that is refused at once has
// no port any more when we could ask: then what we see here is how its segments are known.
std::optional<KernelEvents::EndOf> KernelEvents::endThatConnects(const Pending& pending, std::size_t index)
{
    const auto later = std::find_if(m_pending.begin() + static_cast<std::ptrdiff_t>(index) + 1, m_pending.end(),
                                    [&pending](const Pending& other) {
                                        return other.kind == RecordKind::State &&
                                               other.state.socket == pending.state.socket && other.state.localPort != 0;
                                    });
    const auto id = m_ids.connectingAt(pending.ns);
    if (later == m_pending.end()) {
        const bool toUs = id || m_listened.contains(pending.state.peerPort);
        return toUs ? std::optional(EndOf{id.value_or(0), Side::Client}) : std::nullopt;
    }
    const Address local = addressOf(later->state.family, later->state.local, later->state.localPort);
    const Address peer = addressOf(later->state.family, later->state.peer, later->state.peerPort);
    if (!id)
        return endOf(local, peer);
    if (m_ids.known(local, peer).value_or(0) < *id)
        m_ids.seen(local, peer, *id);
    return EndOf{*id, Side::Client};
}

std::optional<KernelEvents::EndOf> KernelEvents::endOfState(const Pending& pending, std::size_t index)
{
    const StateRecord& state = pending.state;
    if (state.localPort == 0)
        return endThatConnects(pending, index);
    if (state.peerPort != 0)
        return endOf(addressOf(state.family, state.local, state.localPort),
                     addressOf(state.family, state.peer, state.peerPort));
    if (m_listened.contains(state.localPort))
        return EndOf{0, Side::Server}; // a listener belongs to no connection
    return std::nullopt;
}

void KernelEvents::emitState(const Pending& pending, std::size_t index)
{
    const TcpState from = stateOf(pending.state.from);
    const TcpState to = stateOf(pending.state.to);
    const std::optional<EndOf> found = endOfState(pending, index);
    if (!found)
        return;
    const EndOf end = *found;
    m_track.addReported(stateEvent(pending.ns, end.connection, end.side, from, to, Source::Kernel));

    const Side peer = end.side == Side::Server ? Side::Client : Side::Server;
    const bool mayWait = (from == TcpState::FinWait2 || from == TcpState::Closing) && to == TcpState::Closed;
    if (mayWait && end.connection != 0) {
        const Seen& wire = seen(end.connection);
        if (wire.fin[static_cast<std::size_t>(peer)] && !wire.reset)
            m_track.addReported(
                stateEvent(pending.ns, end.connection, end.side, from, TcpState::TimeWait, Source::Inferred));
    }
}

void KernelEvents::emitPacket(const Pending& pending)
{
    const auto packet =
        decodeTcp(pending.bytes, static_cast<LinkType>(pending.packet.linkType), pending.packet.wireLength);
    if (!packet)
        return; // the filter of the kernel let it through, but it is no whole TCP header
    const std::optional<EndOf> sender = endOf(packet->source, packet->destination);
    if (!sender)
        return;
    Event event = packetEvent(*packet, m_tracker.next(*packet));
    event.startNs = pending.ns;
    event.connection = sender->connection;
    event.side = sender->side;
    Seen& wire = seen(sender->connection);
    wire.reset = wire.reset || packet->has(tcp_flag::kRst);
    wire.fin[static_cast<std::size_t>(sender->side)] |= packet->has(tcp_flag::kFin);
    m_track.addReported(event, packet->network);
}

void KernelEvents::emitLost(const Pending& pending)
{
    Event event;
    event.kind = EventKind::Note;
    event.source = Source::Kernel;
    event.startNs = pending.ns;
    event.args = {static_cast<std::int32_t>(NoteCode::EventsLost), static_cast<std::int32_t>(pending.lost.count), 0, 0};
    m_track.addReported(event);
}

KernelEvents::Seen& KernelEvents::seen(ConnectionId connection)
{
    if (m_seen.size() >= kMostSeen && !m_seen.contains(connection))
        m_seen.clear(); // at worst a TIME_WAIT is not inferred
    return m_seen[connection];
}

} // namespace core
