// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for a row among a million of them without holding up the window.
#pragma once

#include "widgets/common/slice_timer.h"

#include <QObject>
#include <cstdint>
#include <functional>

namespace widgets {

class EventRowsModel;

enum class SearchDirection : std::uint8_t { Down, Up };

/// Tests rows one by one, in slices of 3 ms, one an event-loop turn; rows may come and go meanwhile, as what is kept is
/// the number of an event. A search that is near its goal is done when start() returns. GUI thread.
class RowSearch final : public QObject
{
    Q_OBJECT
public:
    using Test = std::function<bool(int row)>;

    struct Wish
    {
        quint64 from = 0; ///< The row of this event is looked at last, and only if the search wraps.
        SearchDirection direction = SearchDirection::Down;
        bool wraps = true; ///< Goes on at the other end.
        Test test;
    };

    /// The model is not owned and must outlive the search.
    explicit RowSearch(const EventRowsModel& model, QObject* parent = nullptr);

    /// Ends an earlier search. Tells of the outcome once, maybe before it returns.
    void start(Wish wish);
    /// Ends it without a word.
    void stop();
    bool isRunning() const { return m_slices.isActive(); }
    /// How much of the rows was looked at, 0 to 100.
    int percent() const;

Q_SIGNALS:
    void found(quint64 number, bool wrapped);
    void notFound();
    void progressed();

private:
    void slice();
    /// The row to look at next; -1: there is none in this direction.
    int nextRow() const;
    bool goesOn();

    const EventRowsModel& m_model;
    SliceTimer m_slices;
    Wish m_wish;
    quint64 m_at = 0; // looked at last
    bool m_wrapped = false;
    qint64 m_looked = 0; // rows
};

} // namespace widgets
