// SPDX-License-Identifier: GPL-3.0-or-later
// What must have crossed between the ends of a connection when no packet was captured. Plain data.
#pragma once

#include "core/event/event.h"
#include "core/numbered_map.h"
#include "widgets/common/map_sweep.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace widgets {

/// A call from this length on is said to have waited.
inline constexpr std::int64_t kWaitedNs = 1'000'000;

/// What crossed; only what a state or a call proves is in its name. RFC 9293 section 3.3.2, figure 5.
enum class CrossedKind : std::uint8_t {
    Syn,
    SynAck,
    Ack,
    Fin,
    Rst,
    Data, ///< The bytes of a recv; how many segments carried them is not known. Not of one that waited for them: when
          ///< they came is not known either.
};

struct Crossed
{
    CrossedKind kind = CrossedKind::Data;
    core::Side sender = core::Side::Server;
    bool after = false; ///< Sent because of the event; else it came before and caused it.

    friend bool operator==(const Crossed& a, const Crossed& b) = default;
};

/// Nothing is inferred for a connection from its first captured packet on, nor from states that the kernel reported:
/// then packets are captured, too. Both ends tell of the same segments: each is told once. Bytes are told when they are
/// read; a FIN that a state proves sooner is told behind them. Belongs to the GUI thread.
class SegmentInference
{
public:
    /// What the next event proves, in order of time. Numbers only grow.
    std::vector<Crossed> add(std::uint64_t number, const core::Event& event);
    /// The number of the event whose arrow, told last, is this packet itself, which was captured only a moment after:
    /// that of the first packet of its connection. To be asked before the packet is added.
    std::optional<std::uint64_t> toldTooEarly(const core::Event& packet) const;
    /// Forgets connections whose last event was before `number`; their memory is given back with the events that come.
    void dropBefore(std::uint64_t number);
    void clear();

private:
    struct Connection
    {
        std::uint64_t lastNumber = 0;
        std::uint64_t crossedNumber = 0; // of the newest arrow, 0: none, and
        std::int64_t crossedNs = 0;      // its event's time
        Crossed crossed;
        std::uint32_t told = 0;           // one bit for what crosses once in each direction
        std::array<bool, 2> hasReadAll{}; // by side: it met the end of what its peer sent, or reads no more
        std::array<bool, 2> finWaits{};   // by side: a FIN came to it, behind bytes that it has still to read
        bool captured = false;
        bool tcp = false; // a state was seen
    };

    using Connections = core::NumberedMap<core::ConnectionId, Connection>;

    std::vector<Crossed> crossedBy(std::uint64_t number, const core::Event& event);
    bool isForgotten(const Connection& connection) const { return connection.lastNumber < m_firstNumber; }

    Connections m_connections;
    std::uint64_t m_firstNumber = 0; // of dropBefore()
    MapSweep<Connections> m_sweep;
};

} // namespace widgets
