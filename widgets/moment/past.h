// SPDX-License-Identifier: GPL-3.0-or-later
// What was known right after any event of the recording, worked out as the present is.
#pragma once

#include "core/session/connection_table.h"
#include "widgets/feed/event_feed.h"
#include "widgets/states/state_history.h"

#include <QObject>
#include <chrono>
#include <cstdint>
#include <deque>
#include <future>
#include <vector>

namespace widgets {

/// Everything that panels show and that events change. Can be copied.
struct PastTables
{
    core::ConnectionTable server; ///< The server's ends.
    core::ConnectionTable client; ///< The clients' ends.
    StateHistory states;
    std::vector<int> listenerFds; ///< Of the server while it listens: one a thread.

    /// Events in their order. `number`: as in core::Recording.
    void apply(const core::Event& event, std::uint64_t number);
};

/// Folds the events of a feed up to a chosen one. Forwards it goes on where it was, backwards it starts at the nearest
/// of a few copies that it keeps on the way. Events that are dropped are folded before they go, so that what they led
/// to is still known: little by little while the recording gets full, for they go in tenths. Costs nothing until the
/// first question, but for that. The feed is not owned and outlives it. GUI thread.
class Past final : public QObject
{
    Q_OBJECT
public:
    /// Copies are kept at multiples of this number. One copy is a few MB at most in thousands of connections.
    static constexpr std::uint64_t kStep = 65'536; // events

    explicit Past(const EventFeed& feed, QObject* parent = nullptr);

    /// Works towards at(number) for about `budget`; false: there is more to do, ask again. What at() gave stays as it
    /// is meanwhile.
    bool prepare(std::uint64_t number, std::chrono::nanoseconds budget);
    /// As of right after the event `number`, one that is recorded; when that is prepared fewer than kStep events
    /// are folded. The tables are valid until the next at(), which changes them.
    const PastTables& at(std::uint64_t number);

private:
    struct Snapshot
    {
        std::uint64_t number = 0; // of the newest event that is in the tables
        PastTables tables;
    };

    const Snapshot& newest() const { return m_snapshots.empty() ? m_base : m_snapshots.back(); }
    void advance(Snapshot& snapshot, std::uint64_t number) const;
    void foldAhead();
    bool isCopying();
    void finishCopying();
    void letGo(std::uint64_t last);
    void onCleared();

    const EventFeed& m_feed;
    Snapshot m_base;                  // everything that was dropped
    Snapshot m_ahead;                 // on its way to what will be dropped next
    std::deque<Snapshot> m_snapshots; // ascending, after the base
    Snapshot m_front;                 // on its way to the next one
    Snapshot m_current;               // what at() gave
    std::future<void> m_copying;      // base to ahead, on a thread of its own; neither is touched meanwhile
};

} // namespace widgets
