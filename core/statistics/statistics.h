// SPDX-License-Identifier: GPL-3.0-or-later
// Counts, bytes and times of everything that was recorded, by call and by connection.
#pragma once

#include "core/statistics/call_tally.h"
#include "core/statistics/rate_series.h"
#include "core/stream/stream_segment.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace core {

/// A plain value.
struct ConnectionTally
{
    std::uint64_t calls = 0;
    std::uint64_t errors = 0;                            ///< As CallTally::errors.
    std::vector<std::pair<Call, CallTally>> perCall;     ///< In the order in which they were first called.
    std::array<std::array<std::uint64_t, 2>, 3> bytes{}; ///< By StreamSource and StreamDirection.
    std::array<std::uint64_t, 2> counted{}; ///< By StreamDirection; of them what the sums of all connections have.
    LatencyHistogram roundTrips; ///< From the first send that is not answered to the return of the recv that answers.
    std::int64_t smoothedRttNs = 0;  ///< As the kernel last said (TCP_INFO, tcpi_rtt); 0: it was not asked.
    std::uint64_t lastNumber = 0;    ///< Of its newest event.
    std::int64_t waitingSinceNs = 0; ///< Start of the first send that is not answered; 0: none.
    bool hasClient = false;          ///< The client's end is ours.
    bool hasServer = false;

    /// Whose account of its bytes is read, so that none is counted twice.
    StreamSource account() const noexcept;
    CallTally& of(Call call);
    std::uint64_t bytesOf(StreamDirection direction) const noexcept;
};

/// Adding costs some ten nanoseconds and memory is bounded: of at most kConnections connections each has a row; the
/// least recently used tenth is then added up in earlier(). A retransmitted packet counts no bytes again. Nothing is
/// taken back when the recording lets go of events. One thread.
class Statistics
{
public:
    static constexpr std::size_t kConnections = 4000;

    Statistics() = default;
    Statistics(Statistics&&) = default; // no copies: m_last points into m_connections
    Statistics& operator=(Statistics&&) = default;

    /// The next event; numbers only grow.
    void add(const Event& event, std::uint64_t number);
    void clear() { *this = {}; }

    std::uint64_t events() const noexcept { return m_events; }
    const CallTally& of(Call call) const noexcept { return m_calls[static_cast<std::size_t>(call)]; }
    const std::unordered_map<ConnectionId, ConnectionTally>& connections() const noexcept { return m_connections; }
    const ConnectionTally* find(ConnectionId connection) const noexcept;
    /// Those that have no row of their own any more, and how many they are.
    const ConnectionTally& earlier() const noexcept { return m_earlier; }
    std::uint64_t earlierCount() const noexcept { return m_earlierCount; }

    /// Bytes of all connections and round trips over time, from the first event on, and of the last minute.
    const RateSeries& all() const noexcept { return m_all; }
    const RateSeries& lastMinute() const noexcept { return m_lastMinute; }
    std::uint64_t bytes(StreamDirection direction) const noexcept
    {
        return m_bytes[static_cast<std::size_t>(direction)];
    }
    const LatencyHistogram& roundTrips() const noexcept { return m_roundTrips; }

private:
    ConnectionTally& connectionOf(const Event& event);
    void addCall(ConnectionTally& connection, const Event& event);
    void addBytes(ConnectionTally& connection, const Event& event, StreamSource source, StreamDirection direction);
    void addRoundTrip(ConnectionTally& connection, const Event& event);
    void letEarlierGo();

    std::uint64_t m_events = 0;
    std::array<CallTally, kCalls.size()> m_calls;
    std::unordered_map<ConnectionId, ConnectionTally> m_connections;
    ConnectionId m_lastId = 0;
    ConnectionTally* m_last = nullptr; // that of m_lastId: events of one connection come in runs
    ConnectionTally m_earlier;
    std::uint64_t m_earlierCount = 0;
    std::array<std::uint64_t, 2> m_bytes{};
    LatencyHistogram m_roundTrips;
    RateSeries m_all{50'000'000, RateSeries::Bound::Coarser};
    RateSeries m_lastMinute{250'000'000, RateSeries::Bound::OldestGoes};
};

} // namespace core
