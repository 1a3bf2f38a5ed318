// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that hold what is looked for.
#pragma once

#include "widgets/common/slice_timer.h"
#include "widgets/log/event_numbers.h"

#include <QObject>
#include <functional>

namespace widgets {

class EventRowsModel;

/// Looks at all rows in slices of 2 ms, one an event-loop turn, and at new ones as they come. GUI thread.
class HitCount final : public QObject
{
    Q_OBJECT
public:
    using Test = std::function<bool(int row)>;

    /// The model is not owned and must outlive this.
    explicit HitCount(const EventRowsModel& model, QObject* parent = nullptr);

    /// Begins anew; null: counts nothing.
    void restart(Test test);

    quint64 count() const { return m_hits.size(); }
    /// Which one of them an event is, from 1; 0: it is none, or not looked at yet.
    quint64 placeOf(quint64 number) const { return static_cast<quint64>(m_hits.find(number) + 1); }
    /// False while there are rows that were not looked at.
    bool isComplete() const { return !m_slices.isActive(); }

Q_SIGNALS:
    void changed();

private:
    void onCounts();
    void slice();

    const EventRowsModel& m_model;
    Test m_test;
    EventNumbers m_hits;
    quint64 m_seen = 0; // the last event that was looked at
    SliceTimer m_slices;
};

} // namespace widgets
