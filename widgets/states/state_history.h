// SPDX-License-Identifier: GPL-3.0-or-later
// The way of every TCP end through its states, worked out from the events and from nothing else.
#pragma once

#include "core/event/event.h"
#include "core/local_pointer.h"
#include "core/net/tcp_path.h"
#include "core/numbered_map.h"
#include "widgets/common/map_sweep.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace widgets {

/// Why a step was taken, as far as the events tell. Segments are not seen: they must have come for the state to change.
struct StateCause
{
    enum class Kind : std::uint8_t {
        Call,    ///< Our own call right before it is the one that RFC 9293 names for this step.
        Segment, ///< The segment that RFC 9293 names for this step must have come.
        Reset,   ///< The call right before failed as it does after a RST.
        Failure, ///< The call right before failed in another way: `error`.
        GaveUp,  ///< This program no longer waited for the connection.
        Time,    ///< The time of TIME_WAIT has passed.
        Unseen,  ///< Neither a call nor a segment that is named for it was seen.
    };
    Kind kind = Kind::Unseen;
    core::Call call = core::Call::None; ///< Kind::Call.
    int error = 0;                      ///< errno of Kind::Reset and Kind::Failure.

    friend bool operator==(const StateCause& a, const StateCause& b) = default;
};

/// One change of state. A plain value.
struct StateStep
{
    std::uint64_t number = 0; ///< Of its event; 0 for one that time alone brought (core::Recording).
    std::int64_t ns = 0;      ///< CLOCK_MONOTONIC.
    core::TcpState from = core::TcpState::Unknown;
    core::TcpState to = core::TcpState::Unknown;
    core::Source source = core::Source::Sampled;
    StateCause cause;
};

/// What one end went through since it was last CLOSED, oldest first. A plain value.
struct StatePath
{
    core::Side side = core::Side::Server;
    std::vector<StateStep> steps;
    bool descriptorClosed = false; ///< After close(2) the kernel cannot be asked for it any more.

    /// Unknown before the first step.
    core::TcpState now() const { return steps.empty() ? core::TcpState::Unknown : steps.back().to; }
};

/// What is left of it at `nowNs` (CLOCK_MONOTONIC); 0 when the path does not end in TIME_WAIT or it is over.
std::int64_t timeWaitLeftNs(const StatePath& path, std::int64_t nowNs);
/// The path as of `nowNs`: an end whose TIME_WAIT is over has become CLOSED, inferred.
StatePath pathAt(StatePath path, std::int64_t nowNs);

/// The path of an end whose peer is ours, too: a peer in TIME_WAIT has acknowledged its FIN, so LAST_ACK has become
/// CLOSED, inferred from the event of the peer. What the kernel reports is left to the kernel.
StatePath pathBeside(StatePath path, const StatePath& peer);

/// Applies events in their order; one event costs at most one hash look-up. Bounded: kMostSteps for each end; from
/// kMostEnds on the oldest tenth is forgotten, while at most as many come. Can be copied. Not thread-safe: belongs to
/// the GUI thread.
class StateHistory
{
public:
    static constexpr std::size_t kMostSteps = 32;
    static constexpr std::size_t kMostEnds = 20'000;

    /// `number`: of the event in its recording, ascending.
    void apply(const core::Event& event, std::uint64_t number);
    /// Forgets the ends of which no event from `firstNumber` on is left; their memory is given back with the events
    /// that come.
    void letGo(std::uint64_t firstNumber);
    void clear();

    /// Null when no state of that end is known. Connection 0, server: its listener. Valid until the next change.
    const StatePath* find(core::ConnectionId connection, core::Side side) const;
    std::size_t size() const { return m_ends.size(); }

private:
    struct End
    {
        StatePath path;
        std::uint64_t lastNumber = 0;
        core::Call call = core::Call::None; // the newest that may be a cause
        int error = 0;                      // of that call
        bool gaveUp = false;                // a note said so
    };

    static std::uint64_t key(core::ConnectionId connection, core::Side side)
    {
        return std::uint64_t{connection} * 2 + (side == core::Side::Client ? 1 : 0);
    }
    static StateCause causeOf(const End& end, core::TcpState from, core::TcpState to);
    static void addCall(End& end, const core::Event& event);
    static void addStep(End& end, const core::Event& event, std::uint64_t number);
    using Ends = core::NumberedMap<std::uint64_t, End>;

    bool isForgotten(const End& end) const { return end.lastNumber < m_firstNumber; }
    void sweep();
    void forgetOldest();

    Ends m_ends;                     // by key(); what is in it does not move
    std::uint64_t m_firstNumber = 0; // of letGo()
    MapSweep<Ends> m_sweep;
    std::size_t m_placesAnEvent = 1;
    std::uint64_t m_cachedKey = 0; // of the newest event: most come in runs of one end
    core::LocalPointer<End> m_cached;
};

} // namespace widgets
