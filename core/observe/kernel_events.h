// SPDX-License-Identifier: GPL-3.0-or-later
// Records of the observer as events of our connections, in the order of the kernel's time.
#pragma once

#include "core/event/event_track.h"
#include "core/net/connection_ids.h"
#include "core/observe/port_set.h"
#include "core/observe/record_parser.h"
#include "core/packet/tcp_tracker.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace core {

/// Belongs to the thread of the track. Track and numbers are not owned and outlive it.
///
/// States keep what the tracepoint says. When a full close ends in "FIN_WAIT2 -> CLOSED" or "CLOSING -> CLOSED" the
/// kernel has replaced the socket by a TIME_WAIT entry: that is added as inferred when the FIN of the peer, and no
/// reset, was captured (an orphaned end is replaced before the FIN comes).
class KernelEvents
{
public:
    KernelEvents(EventTrack& track, ConnectionIds& ids) : m_track(track), m_ids(ids) {}

    /// The ports that we listen on: connections to them are ours. Of others only those are whose client is ours; what
    /// else uses the same ports is passed over.
    void setListened(const PortSet& ports) { m_listened = ports; }

    /// State, Packet and Lost are kept until a Drained record says that nothing earlier can come any more; others are
    /// ignored.
    void add(const Record& record);
    void finish(); ///< The stream has ended: everything that is kept becomes an event.

private:
    struct Pending
    {
        std::int64_t ns = 0;
        RecordKind kind = RecordKind::State;
        StateRecord state;
        LostRecord lost;
        PacketRecord packet;
        std::vector<std::byte> bytes; // of a packet
    };
    struct Seen // of one connection, on the wire
    {
        bool fin[2] = {false, false}; // by Side of the sender
        bool reset = false;
    };
    struct EndOf
    {
        ConnectionId connection = 0;
        Side side = Side::Client;
    };

    void emitUpTo(std::int64_t ns);
    void emitState(const Pending& pending, std::size_t index);
    void emitPacket(const Pending& pending);
    void emitLost(const Pending& pending);
    std::optional<EndOf> endOf(const Address& local, const Address& peer);
    std::optional<EndOf> endOfState(const Pending& pending, std::size_t index);
    std::optional<EndOf> endThatConnects(const Pending& pending, std::size_t index);
    Seen& seen(ConnectionId connection);

    EventTrack& m_track;
    ConnectionIds& m_ids;
    PortSet m_listened;
    TcpTracker m_tracker;
    std::vector<Pending> m_pending;
    std::unordered_map<ConnectionId, Seen> m_seen;
};

} // namespace core
