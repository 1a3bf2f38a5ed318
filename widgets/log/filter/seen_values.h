// SPDX-License-Identifier: GPL-3.0-or-later
// Which errors, connections and threads the recording holds.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/log/filter/filter_values.h"
#include "widgets/log/filter/row_context.h"

#include <QObject>
#include <deque>
#include <map>
#include <set>

namespace widgets {

/// Looks at each event once, when it comes, in some nanoseconds; what is dropped is still known. GUI thread.
class SeenValues final : public QObject, public FilterValues
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive this.
    SeenValues(EventFeed& feed, const core::FilterContext& context, QObject* parent);

    QList<FilterValue> values(core::FilterKey key) const override;

private:
    void learn(qsizetype first, qsizetype count);
    void forget();

    static constexpr std::size_t kMaxConnections = 200; // the newest ones

    EventFeed& m_feed;
    const core::FilterContext& m_context;
    std::map<int, quint64> m_errors; // how often
    std::set<std::uint16_t> m_threads;
    std::deque<core::ConnectionId> m_connections; // ascending, as they come
};

} // namespace widgets
