// SPDX-License-Identifier: GPL-3.0-or-later
// From one event of the log to another one: errors, the same connection, bookmarks, numbers and times.
#pragma once

#include "widgets/log/moving/row_search.h"

#include <QList>
#include <QObject>
#include <QString>
#include <optional>

namespace widgets {

class Bookmarks;
class EventTableView;
struct Place;

/// Chooses rows of a view as a user does, and says in a sentence what was not as wished. Searches begin at the selected
/// event, else at what is in sight. GUI thread.
class LogJumps final : public QObject
{
    Q_OBJECT
public:
    /// None is owned; all must outlive this.
    LogJumps(EventTableView& view, const EventRowsModel& model, const Bookmarks& bookmarks, QObject* parent = nullptr);

    void toError(SearchDirection direction);
    void toSameConnection(SearchDirection direction);
    void toBookmark(SearchDirection direction);
    void toFirst();
    void toLast();
    /// To a place as it is typed (parsePlace()). A sentence when it is none; empty when all is well.
    QString toPlace(const QString& text);
    /// To an event; when the filter hides it, to the nearest one that is shown.
    void toEvent(quint64 number);

    /// To where the last jump began, and back again.
    void back();
    void forward();
    bool canGoBack() const { return m_visited > 0; }
    bool canGoForward() const { return m_visited + 1 < m_places.size(); }

    /// From where a search begins, so that the selected row, else the first one in sight, is looked at last or first.
    quint64 startOf(SearchDirection direction) const;
    /// Chooses the row of that event and remembers the way.
    void jump(quint64 number);

Q_SIGNALS:
    /// Empty: nothing to say any more.
    void said(const QString& sentence);
    void visitedChanged();

private:
    void search(RowSearch::Wish wish, const QString& nothing);
    std::optional<quint64> eventAtTime(std::int64_t ns) const;
    std::int64_t timeOf(const Place& place) const;
    QString whyNot(quint64 number) const;
    void visit(qsizetype place);

    EventTableView& m_view;
    const EventRowsModel& m_model;
    const Bookmarks& m_bookmarks;
    RowSearch m_search;
    QString m_nothing; // what to say when nothing is found
    QList<quint64> m_places;
    qsizetype m_visited = 0; // in m_places, where we are
};

} // namespace widgets
