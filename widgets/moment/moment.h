// SPDX-License-Identifier: GPL-3.0-or-later
// The past moment that panels show, when they do not show the present.
#pragma once

#include "widgets/moment/past.h"

#include <QString>
#include <cstdint>

namespace widgets {

/// Right after one event. A plain value; what it points to is lent until the panel is told of another moment.
struct Moment
{
    quint64 number = 0;                 ///< Of the event.
    std::int64_t ns = 0;                ///< Its start, CLOCK_MONOTONIC.
    std::int64_t originNs = 0;          ///< Of the recording.
    core::ConnectionId connection = 0;  ///< Of the event.
    const PastTables* tables = nullptr; ///< Never null.

    /// "as of 4.201 s"
    QString text() const;
};

/// "4.201 s": milliseconds suffice where the number of the event stands beside it.
QString momentTime(std::int64_t ns, std::int64_t originNs);

} // namespace widgets
