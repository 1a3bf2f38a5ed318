// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/segment_inference.h"

#include "core/text/event_text.h"

#include <cerrno>
#include <sys/socket.h>

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

} // namespace

std::vector<Crossed> SegmentInference::add(std::uint64_t number, const core::Event& event)
{
    std::vector<Crossed> crossed;
    if (event.connection == 0)
        return crossed;
    Connection& connection = m_connections[event.connection];
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

    if (event.kind == core::EventKind::Call) {
        if (event.call == core::Call::Recv && event.result > 0 && (event.args[1] & MSG_PEEK) == 0 &&
            event.tookNs < kWaitedNs)
            crossed.push_back({CrossedKind::Data, peer, false});
        const int error = core::errorOf(event);
        if (connection.tcp && (error == ECONNRESET || error == ECONNREFUSED))
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
        came(Once::Fin);
        went(Once::FinAck);
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
    std::erase_if(m_connections, [number](const auto& entry) { return entry.second.lastNumber < number; });
}

} // namespace widgets
