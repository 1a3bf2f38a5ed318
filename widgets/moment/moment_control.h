// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether the past or the present is shown.
#pragma once

#include "widgets/common/slice_timer.h"
#include "widgets/moment/moment.h"

#include <QObject>
#include <optional>

namespace widgets {

/// The moment begins with the selection of an event after which something happened, and ends with that of the newest
/// one, of none, or when its event is gone. Far moments of a long recording come a little later, never blocking the
/// thread for long. GUI thread.
class MomentControl final : public QObject
{
    Q_OBJECT
public:
    /// `feed` is not owned and outlives it.
    explicit MomentControl(const EventFeed& feed, QObject* parent = nullptr);

    bool isPast() const { return m_number != 0; }

public Q_SLOTS:
    /// The user selected that event; 0: none.
    void select(quint64 number);

Q_SIGNALS:
    /// Show this moment; without one: the present. Sent for each change.
    void momentChanged(const std::optional<widgets::Moment>& moment);
    /// Sent after the present is back: the event of the moment was dropped. `time`: "4.201 s".
    void momentLost(const QString& time);

private:
    bool isNewest(quint64 number) const;
    void show();
    void onLetGo();

    const EventFeed& m_feed;
    Past m_past;
    quint64 m_number = 0; // of the event of the moment; 0: now
    std::int64_t m_ns = 0;
    SliceTimer m_slices; // what is far away is worked out in slices
};

} // namespace widgets
