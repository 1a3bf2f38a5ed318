// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/segment_inference.h"

#include "core/event/transfer.h"
#include "core/packet/packet_event.h"
#include "core/text/event_text.h"

#include <cerrno>
#include <utility>

namespace widgets {

namespace {

// What crosses once in each direction. The ACKs of a handshake and of a FIN are apart.
enum class Once : std::uint32_t { Syn, SynAck, HandshakeAck, Fin, FinAck, Rst };

core::Side otherSide(core::Side side) noexcept
{
    return side == core::Side::Server ? core::Side::Client : core::Side::Server;
}

CrossedKind kindOf(Once once) noexcept
{
    switch (once) {
    case Once::Syn:
        return CrossedKind::Syn;
    case Once::SynAck:
        return CrossedKind::SynAck;
    case Once::HandshakeAck:
    case Once::FinAck:
        return CrossedKind::Ack;
    case Once::Fin:
        return CrossedKind::Fin;
    case Once::Rst:
        break;
    }
    return CrossedKind::Rst;
}

bool isOfKind(const core::Event& packet, CrossedKind kind) noexcept
{
    const core::PacketView view = core::packetOf(packet);
    const auto has = [&view](std::uint16_t flag) { return (view.flags & flag) != 0; };
    switch (kind) {
    case CrossedKind::Syn:
        return has(core::tcp_flag::kSyn) && !has(core::tcp_flag::kAck);
    case CrossedKind::SynAck:
        return has(core::tcp_flag::kSyn) && has(core::tcp_flag::kAck);
    case CrossedKind::Ack:
        return has(core::tcp_flag::kAck) && view.length == 0;
    case CrossedKind::Fin:
        return has(core::tcp_flag::kFin);
    case CrossedKind::Rst:
        return has(core::tcp_flag::kRst);
    case CrossedKind::Data:
        return view.length > 0;
    }
    return false;
}

// After it an end gets no more bytes: it has met their end, or does not ask for them.
bool endsReading(const core::Event& call) noexcept
{
    if (call.call == core::Call::Close)
        return true;
    const bool takes =
        call.call == core::Call::Recv ||
        (call.call == core::Call::Splice && static_cast<core::Direction>(call.args[3]) == core::Direction::Received);
    return takes && call.result == 0;
}

constexpr std::int64_t kMomentNs = 50'000'000; // from a call to the capture of the segment that it sent

} // namespace

std::optional<std::uint64_t> SegmentInference::toldTooEarly(const core::Event& packet) const
{
    const Connection* found = m_connections.find(packet.connection);
    if (!found || isForgotten(*found) || found->captured || found->crossedNumber == 0)
        return std::nullopt;
    const Connection& connection = *found;
    const bool same = connection.crossed.sender == packet.side && isOfKind(packet, connection.crossed.kind);
    if (!same || packet.startNs - connection.crossedNs > kMomentNs)
        return std::nullopt;
    return connection.crossedNumber;
}

std::vector<Crossed> SegmentInference::add(std::uint64_t number, const core::Event& event)
{
    std::vector<Crossed> crossed = crossedBy(number, event);
    if (!crossed.empty()) {
        Connection& connection = m_connections[event.connection];
        connection.crossed = crossed.back();
        connection.crossedNumber = number;
        connection.crossedNs = event.startNs;
    }
    return crossed;
}

std::vector<Crossed> SegmentInference::crossedBy(std::uint64_t number, const core::Event& event)
{
    std::vector<Crossed> crossed;
    if (event.connection == 0)
        return crossed;
    m_sweep.step(m_connections, [this](const Connection& connection) { return isForgotten(connection); });
    Connection& connection = m_connections[event.connection];
    if (isForgotten(connection))
        connection = {};
    connection.lastNumber = number;
    if (event.kind == core::EventKind::Packet)
        connection.captured = true;
    if (connection.captured)
        return crossed;

    const core::Side own = event.side;
    const core::Side peer = otherSide(own);
    const auto tell = [&](Once what, core::Side sender, bool after) {
        const std::uint32_t bit = 1U << (2 * static_cast<std::uint32_t>(what) + static_cast<std::uint32_t>(sender));
        if ((connection.told & bit) == 0)
            crossed.push_back({kindOf(what), sender, after});
        connection.told |= bit;
    };
    const auto came = [&](Once what) { tell(what, peer, false); };
    const auto went = [&](Once what) { tell(what, own, true); };
    const auto finCame = [&] {
        came(Once::Fin);
        went(Once::FinAck);
    };
    const auto at = static_cast<std::size_t>(own);

    if (event.kind == core::EventKind::Call) {
        const std::optional<core::Transfer> moved = core::transferOf(event);
        if (moved && moved->direction == core::Direction::Received && event.tookNs < kWaitedNs)
            crossed.push_back({CrossedKind::Data, peer, false});
        const int error = core::errorOf(event);
        const bool reset = connection.tcp && (error == ECONNRESET || error == ECONNREFUSED);
        if (reset || endsReading(event)) {
            connection.hasReadAll[at] = true;
            if (std::exchange(connection.finWaits[at], false))
                finCame();
        }
        if (reset)
            came(Once::Rst);
        return crossed;
    }
    if (event.kind != core::EventKind::State || event.source == core::Source::Kernel)
        return crossed;
    connection.tcp = true;
    switch (event.to()) {
    case core::TcpState::SynSent:
        went(Once::Syn);
        break;
    case core::TcpState::SynRecv:
        came(Once::Syn);
        went(Once::SynAck);
        break;
    case core::TcpState::Established:
        if (event.from() == core::TcpState::SynSent) {
            came(Once::SynAck);
            went(Once::HandshakeAck);
        } else {
            came(Once::HandshakeAck);
        }
        break;
    case core::TcpState::FinWait1:
    case core::TcpState::LastAck:
        went(Once::Fin);
        break;
    case core::TcpState::FinWait2:
        came(Once::FinAck);
        break;
    case core::TcpState::CloseWait:
    case core::TcpState::Closing:
    case core::TcpState::TimeWait:
        if (connection.hasReadAll[at])
            finCame();
        else
            connection.finWaits[at] = true;
        break;
    case core::TcpState::Closed:
        if (event.from() == core::TcpState::LastAck)
            came(Once::FinAck);
        break;
    case core::TcpState::Unknown:
    case core::TcpState::Listen:
        break;
    }
    return crossed;
}

void SegmentInference::dropBefore(std::uint64_t number)
{
    m_firstNumber = number;
    m_sweep.begin(m_connections);
}

void SegmentInference::clear()
{
    m_connections.clear();
    m_firstNumber = 0;
}

} // namespace widgets
