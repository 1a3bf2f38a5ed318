// SPDX-License-Identifier: GPL-3.0-or-later
// The events that the user wants to find again.
#pragma once

#include "widgets/feed/event_feed.h"

#include <QList>
#include <QObject>
#include <QString>
#include <map>

namespace widgets {

/// A plain value.
struct Bookmark
{
    quint64 number = 0; ///< Of the event.
    QString note;       ///< As typed by the user; may be empty.

    friend bool operator==(const Bookmark& a, const Bookmark& b) = default;
};

/// At most kMost of them. They belong to events, not to rows, so no filter touches them; they go with their events. GUI
/// thread.
class Bookmarks final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kMost = 10'000;
    static constexpr qsizetype kMostLetters = 200; ///< Of a note.

    /// The feed is not owned and must outlive this.
    explicit Bookmarks(const EventFeed& feed, QObject* parent = nullptr);

    bool has(quint64 number) const { return m_notes.contains(number); }
    QString note(quint64 number) const;
    qsizetype count() const { return static_cast<qsizetype>(m_notes.size()); }
    /// By number.
    QList<Bookmark> list() const;
    /// Those whose events are recorded, and not more than kMost.
    void setList(const QList<Bookmark>& bookmarks);

    /// True when there is one now. Nothing happens for an event that is not recorded, or when there are too many.
    bool toggle(quint64 number);
    void remove(quint64 number);
    void setNote(quint64 number, const QString& note);

Q_SIGNALS:
    void changed();
    /// So many went, as their events were dropped.
    void wentWithEvents(int count);

private:
    bool canHave(quint64 number) const;
    void forgetGone();

    const EventFeed& m_feed;
    std::map<quint64, QString> m_notes;
};

} // namespace widgets
