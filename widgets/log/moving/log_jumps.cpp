// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/log_jumps.h"

#include "widgets/log/event_table_view.h"
#include "widgets/log/log_text.h"
#include "widgets/log/moving/bookmarks.h"
#include "widgets/log/moving/place_text.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

namespace widgets {

namespace {

constexpr qsizetype kMostPlaces = 100;

} // namespace

LogJumps::LogJumps(EventTableView& view, const EventRowsModel& model, const Bookmarks& bookmarks, QObject* parent)
    : QObject(parent), m_view(view), m_model(model), m_bookmarks(bookmarks), m_search(model)
{
    connect(&m_search, &RowSearch::found, this, [this](quint64 number, bool wrapped) {
        jump(number);
        Q_EMIT said(wrapped ? tr("The search went on from the other end.") : QString());
    });
    connect(&m_search, &RowSearch::notFound, this, [this] { Q_EMIT said(m_nothing); });
    connect(&m_search, &RowSearch::progressed, this,
            [this] { Q_EMIT said(tr("Searching… %1 %").arg(m_search.percent())); });
    // What the user chooses meanwhile counts more than what is still looked for.
    connect(&view, &EventTableView::eventSelected, &m_search, &RowSearch::stop);
}

quint64 LogJumps::startOf(SearchDirection direction) const
{
    if (const quint64 selected = m_view.selectedEvent(); selected != 0 && m_model.feed().recording().find(selected))
        return selected;
    const int rows = m_model.rowCount();
    if (rows == 0)
        return 0;
    const int top = std::max(0, m_view.rowAt(0));
    if (direction == SearchDirection::Down)
        return m_model.numberAt(top) - 1;
    const int bottom = m_view.rowAt(m_view.viewport()->height() - 1);
    return m_model.numberAt(bottom < 0 ? rows - 1 : bottom) + 1;
}

void LogJumps::search(RowSearch::Wish wish, const QString& nothing)
{
    m_nothing = nothing;
    wish.from = startOf(wish.direction);
    m_search.start(std::move(wish));
}

void LogJumps::toError(SearchDirection direction)
{
    const auto isError = [this](int row) {
        const auto event = m_model.eventAt(row);
        return event && m_model.isMarked(*event);
    };
    search({.direction = direction, .test = isError}, tr("There is no error in the rows that are shown."));
}

void LogJumps::toSameConnection(SearchDirection direction)
{
    const auto selected = m_model.feed().recording().find(m_view.selectedEvent());
    if (!selected || selected->connection == 0)
        return Q_EMIT said(selected ? tr("The selected event belongs to no connection.")
                                    : tr("Select an event of the connection first."));
    const auto belongs = [this, connection = selected->connection](int row) {
        const auto event = m_model.eventAt(row);
        return event && event->connection == connection;
    };
    search({.direction = direction, .wraps = false, .test = belongs},
           direction == SearchDirection::Down ? tr("No later event of this connection is shown.")
                                              : tr("No earlier event of this connection is shown."));
}

void LogJumps::toBookmark(SearchDirection direction)
{
    QList<quint64> shown;
    for (const Bookmark& bookmark : m_bookmarks.list()) {
        if (m_model.rowOf(bookmark.number) >= 0)
            shown.append(bookmark.number);
    }
    m_search.stop();
    if (shown.isEmpty())
        return Q_EMIT said(m_bookmarks.count() == 0 ? tr("There are no bookmarks. Ctrl+B sets one.")
                                                    : tr("The filter hides all bookmarks."));
    const quint64 from = startOf(direction);
    const bool down = direction == SearchDirection::Down;
    const auto place =
        down ? std::upper_bound(shown.begin(), shown.end(), from) : std::lower_bound(shown.begin(), shown.end(), from);
    const bool wraps = place == (down ? shown.end() : shown.begin());
    const quint64 next = wraps ? (down ? shown.first() : shown.last()) : (down ? *place : *(place - 1));
    jump(next);
    Q_EMIT said(wraps ? tr("The search went on from the other end.") : m_bookmarks.note(next));
}

void LogJumps::toFirst()
{
    if (m_model.rowCount() > 0)
        jump(m_model.numberAt(0));
}

void LogJumps::toLast()
{
    if (m_model.rowCount() > 0)
        jump(m_model.numberAt(m_model.rowCount() - 1));
}

QString LogJumps::toPlace(const QString& text)
{
    const std::optional<Place> place = parsePlace(text);
    if (!place)
        return tr("This is neither the number of an event (66) nor a time (4.2s, -1s, 14:03:22).");
    if (m_model.feed().recording().empty())
        return tr("There are no events to go to.");
    if (place->kind == Place::Kind::Number) {
        const QString why = whyNot(place->number);
        if (why.isEmpty())
            toEvent(place->number);
        return why;
    }
    const std::optional<quint64> number = eventAtTime(timeOf(*place));
    if (!number)
        return tr("The filter hides all events.");
    m_search.stop();
    jump(*number);
    Q_EMIT said({});
    return {};
}

/// Why there is no event with that number; empty when there is one.
QString LogJumps::whyNot(quint64 number) const
{
    const core::Recording& recording = m_model.feed().recording();
    const std::uint64_t first = recording.firstNumber();
    if (number >= first + recording.size())
        return tr("There is no event %1: the newest one is %2.").arg(number).arg(first + recording.size() - 1);
    if (number < first)
        return tr("Event %1 is not kept any more: the oldest one is %2.").arg(number).arg(first);
    return {};
}

void LogJumps::toEvent(quint64 number)
{
    m_search.stop();
    if (m_model.rowOf(number) >= 0) {
        jump(number);
        return Q_EMIT said({});
    }
    const int rows = m_model.rowCount();
    if (rows == 0)
        return Q_EMIT said(tr("The filter hides all events."));
    const int after = m_model.rowsBefore(number);
    int nearest = std::min(after, rows - 1);
    if (after > 0 && after < rows && number - m_model.numberAt(after - 1) < m_model.numberAt(after) - number)
        nearest = after - 1;
    const quint64 shown = m_model.numberAt(nearest);
    jump(shown);
    Q_EMIT said(m_model.pause() && number >= m_model.pause()->number
                    ? tr("Event %1 came after the pause began: event %2 is the nearest one.").arg(number).arg(shown)
                    : tr("Event %1 is hidden by the filter: event %2 is the nearest one.").arg(number).arg(shown));
}

std::int64_t LogJumps::timeOf(const Place& place) const
{
    const EventFeed& feed = m_model.feed();
    const core::Recording& recording = feed.recording();
    switch (place.kind) {
    case Place::Kind::BeforeEnd:
        return recording.at(recording.size() - 1).startNs - place.ns;
    case Place::Kind::TimeOfDay: {
        constexpr std::int64_t kMs = 1'000'000;
        const std::int64_t originMs = (recording.originNs() + feed.realtimeOffsetNs()) / kMs;
        const QDate date = QDateTime::fromMSecsSinceEpoch(originMs).date();
        const auto on = [&](const QDate& day) {
            const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(place.ns / kMs));
            return QDateTime(day, time).toMSecsSinceEpoch() * kMs + place.ns % kMs - feed.realtimeOffsetNs();
        };
        // A recording that runs over midnight: what is well before its start is meant of the next day.
        constexpr std::int64_t kHour = 3'600'000'000'000;
        return on(date) < recording.originNs() - kHour ? on(date.addDays(1)) : on(date);
    }
    default:
        return recording.originNs() + place.ns;
    }
}

/// The first event that is shown and started then or later; else the last one.
std::optional<quint64> LogJumps::eventAtTime(std::int64_t ns) const
{
    int first = 0;
    int count = m_model.rowCount();
    if (count == 0)
        return std::nullopt;
    while (count > 0) { // std::partition_point over rows
        const int half = count / 2;
        const auto event = m_model.eventAt(first + half);
        if (event && event->startNs < ns) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return m_model.numberAt(std::min(first, m_model.rowCount() - 1));
}

// ---- places that were visited ----

void LogJumps::jump(quint64 number)
{
    const quint64 from = m_view.selectedEvent();
    m_places.resize(std::min(m_places.size(), m_visited + 1)); // what lay ahead
    if (from != 0 && (m_places.isEmpty() || m_places.last() != from))
        m_places.append(from);
    if (m_places.isEmpty() || m_places.last() != number)
        m_places.append(number);
    if (m_places.size() > kMostPlaces)
        m_places.remove(0, m_places.size() - kMostPlaces);
    m_visited = m_places.size() - 1;
    m_view.chooseEvent(number);
    Q_EMIT visitedChanged();
}

void LogJumps::back()
{
    if (canGoBack())
        visit(m_visited - 1);
}

void LogJumps::forward()
{
    if (canGoForward())
        visit(m_visited + 1);
}

void LogJumps::visit(qsizetype place)
{
    m_search.stop();
    m_visited = place;
    const quint64 number = m_places[place];
    const QString why = whyNot(number);
    if (!why.isEmpty()) {
        Q_EMIT said(why);
    } else if (m_model.rowOf(number) < 0) {
        Q_EMIT said(tr("Event %1 is hidden by the filter.").arg(number));
    } else {
        m_view.chooseEvent(number);
        Q_EMIT said({});
    }
    Q_EMIT visitedChanged();
}

} // namespace widgets

#include "moc_log_jumps.cpp"
