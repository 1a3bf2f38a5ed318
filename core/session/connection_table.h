// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of every connection, worked out from the events and from nothing else.
#pragma once

#include "core/event/event.h"
#include "core/local_pointer.h"
#include "core/net/address.h"
#include "core/numbered_map.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

namespace core {

/// One of the two ends of a connection, as far as the events tell. A plain value.
struct ConnectionEnd
{
    ConnectionId connection = 0;
    Side side = Side::Server;
    TcpState state = TcpState::Unknown; ///< Of the newest state event.
    Source stateSource = Source::Sampled;
    int fd = -1;                ///< Kept after close(2): the number it had.
    Address peer;               ///< From accept4, connect or getpeername.
    Address local;              ///< From getsockname or bind.
    ucred peerProcess{};        ///< From getsockopt(SO_PEERCRED); pid 0: not known.
    std::uint64_t bytesIn = 0;  ///< Sum of what recv(2) returned, or splice(2).
    std::uint64_t bytesOut = 0; ///< Sum of what send(2) returned, or splice(2).
    std::int64_t openedNs = 0;  ///< Start of its first call, CLOCK_MONOTONIC.
    std::int64_t closedNs = 0;  ///< Return of close(2); 0 while it is open.
    std::uint64_t serial = 0;   ///< 1, 2, 3 ... in the order in which the ends were first seen; never given twice.

    bool isOpen() const noexcept { return closedNs == 0; }
};

/// Applies events in their order and keeps every open end and the newest closed ones. One event costs one hash look-up;
/// forgetting is done in tenths. Can be copied. Not thread-safe: belongs to one thread.
class ConnectionTable
{
public:
    static constexpr std::size_t kKeepClosed = 1000;

    /// What happened to the ends since the last takeChanges(): serials, each at most once in all, in ascending order.
    /// What came and went in between is not told at all.
    struct Changes
    {
        std::vector<std::uint64_t> added;
        std::vector<std::uint64_t> changed;
        std::vector<std::uint64_t> removed;

        bool empty() const noexcept { return added.empty() && changed.empty() && removed.empty(); }
    };

    /// `keepClosed`: at most that many closed ends are kept; the oldest are forgotten first.
    explicit ConnectionTable(std::size_t keepClosed = kKeepClosed) : m_keepClosed(keepClosed) {}

    /// Events without a connection change nothing. Events that end a connection do not bring back one that was
    /// forgotten. An end of which only the kernel tells, by states or packets, is that of another program: not kept.
    void apply(const Event& event);
    /// Forgets every closed end (the log was cleared); what is open stays.
    void forgetClosed();
    Changes takeChanges();

    /// The pointer is valid until the next apply() or forgetClosed(). Null: not known, or forgotten.
    const ConnectionEnd* find(ConnectionId connection, Side side) const;
    const ConnectionEnd* findSerial(std::uint64_t serial) const;
    /// Of all ends that are kept, ascending.
    std::vector<std::uint64_t> serials() const;

    std::size_t size() const noexcept { return m_ends.size(); }
    std::size_t openCount() const noexcept { return m_ends.size() - m_closedOrder.size(); }
    std::size_t closedCount() const noexcept { return m_closedOrder.size(); }
    std::uint64_t forgotten() const noexcept { return m_forgotten; } ///< Closed ends dropped so far.

private:
    struct Entry
    {
        ConnectionEnd end;
        bool reported = false; // takeChanges() has told of it
        bool changed = false;  // stands in m_changed
    };

    static std::uint64_t key(ConnectionId connection, Side side) noexcept
    {
        return std::uint64_t{connection} * 2 + (side == Side::Client ? 1 : 0);
    }
    struct Early
    {
        TcpState state = TcpState::Unknown;
        Source source = Source::Kernel;
    };
    static constexpr std::size_t kMostEarly = 4096;

    Entry* entryFor(const Event& event);
    void keepEarly(std::uint64_t key, const Event& event);
    void forgetOldest(std::size_t count);

    std::size_t m_keepClosed;
    std::uint64_t m_lastSerial = 0;
    std::uint64_t m_forgotten = 0;
    NumberedMap<std::uint64_t, std::uint64_t> m_serialOf; // by key()
    NumberedMap<std::uint64_t, Entry> m_ends;             // by serial; what is in it does not move
    std::unordered_map<std::uint64_t, Early> m_early;     // key() to what the kernel told before the first call
    std::deque<std::uint64_t> m_closedOrder;              // serials, oldest close first
    std::vector<std::uint64_t> m_changed;
    std::vector<std::uint64_t> m_removed;
    std::uint64_t m_cachedKey = 0; // of the newest event: most come in runs of one connection
    LocalPointer<Entry> m_cached;
};

} // namespace core
