// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/seen_values.h"

#include "core/filter/event_value.h"
#include "core/filter/filter_print.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "widgets/common/error_text.h"

#include <QLocale>
#include <algorithm>
#include <utility>
#include <vector>

namespace widgets {

SeenValues::SeenValues(EventFeed& feed, const core::FilterContext& context, QObject* parent)
    : QObject(parent), m_feed(feed), m_context(context)
{
    connect(&feed, &EventFeed::appended, this, &SeenValues::learn);
    connect(&feed, &EventFeed::cleared, this, &SeenValues::forget);
    learn(0, static_cast<qsizetype>(feed.recording().size()));
}

void SeenValues::learn(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    int lastThread = -1; // most events come in runs of one thread
    for (qsizetype i = first; i < first + count; ++i) {
        const core::Event event = recording.at(static_cast<std::size_t>(i));
        if (const int error = core::errorOf(event))
            ++m_errors[error];
        if (event.thread != std::exchange(lastThread, event.thread))
            m_threads.insert(event.thread);
        // Numbers of connections grow and are never used again.
        if (event.connection != 0 && (m_connections.empty() || event.connection > m_connections.back()))
            m_connections.push_back(event.connection);
    }
    while (m_connections.size() > kMaxConnections)
        m_connections.pop_front();
}

void SeenValues::forget()
{
    m_errors.clear();
    m_threads.clear();
    m_connections.clear();
}

QList<FilterValue> SeenValues::values(core::FilterKey key) const
{
    QList<FilterValue> values;
    switch (key) {
    case core::FilterKey::Errno: {
        std::vector<std::pair<int, quint64>> errors(m_errors.begin(), m_errors.end());
        std::stable_sort(errors.begin(), errors.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        for (const auto& [error, times] : errors)
            //: how often an error was recorded
            values.append({fromUtf8(core::errnoName(error)), tr("%1 ×").arg(QLocale().toString(times))});
        break;
    }
    case core::FilterKey::Conn:
        for (auto connection = m_connections.rbegin(); connection != m_connections.rend(); ++connection) {
            core::Event event;
            event.connection = *connection;
            event.side = core::Side::Client;
            values.append({QString::number(*connection), fromUtf8(m_context.connectionLabel(event, 0))});
        }
        break;
    case core::FilterKey::Thread:
        for (const std::uint16_t thread : m_threads) {
            core::Event event;
            event.thread = thread;
            const auto term = core::termOf(key, event, 0, m_context);
            const QString written = term ? fromUtf8(core::printTerm(*term)) : QString();
            values.append({written.mid(written.indexOf(QLatin1Char(':')) + 1)});
        }
        break;
    default:
        break;
    }
    return values;
}

} // namespace widgets

#include "moc_seen_values.cpp"
