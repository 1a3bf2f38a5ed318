// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/bookmarks.h"

#include <iterator>

namespace widgets {

namespace {

/// One line in which everything can be seen, whatever was pasted or stood in a file.
QString cleanNote(QString note)
{
    note.removeIf([](QChar c) {
        const bool turns = c == QChar(0x061c) || c == QChar(0x200e) || c == QChar(0x200f) ||
                           (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        return turns || c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
               c.category() == QChar::Separator_Paragraph;
    });
    return note.left(Bookmarks::kMostLetters);
}

} // namespace

Bookmarks::Bookmarks(const EventFeed& feed, QObject* parent) : QObject(parent), m_feed(feed)
{
    connect(&feed, &EventFeed::letGo, this, &Bookmarks::forgetGone);
    connect(&feed, &EventFeed::cleared, this, &Bookmarks::forgetGone);
}

QString Bookmarks::note(quint64 number) const
{
    const auto found = m_notes.find(number);
    return found == m_notes.end() ? QString() : found->second;
}

QList<Bookmark> Bookmarks::list() const
{
    QList<Bookmark> all;
    all.reserve(count());
    for (const auto& [number, note] : m_notes)
        all.append({number, note});
    return all;
}

bool Bookmarks::canHave(quint64 number) const
{
    return count() < kMost && m_feed.recording().find(number).has_value();
}

void Bookmarks::setList(const QList<Bookmark>& bookmarks)
{
    m_notes.clear();
    for (const Bookmark& bookmark : bookmarks) {
        if (canHave(bookmark.number))
            m_notes[bookmark.number] = cleanNote(bookmark.note);
    }
    Q_EMIT changed();
}

bool Bookmarks::toggle(quint64 number)
{
    if (m_notes.erase(number) == 0) {
        if (!canHave(number))
            return false;
        m_notes[number];
    }
    Q_EMIT changed();
    return has(number);
}

void Bookmarks::remove(quint64 number)
{
    if (m_notes.erase(number) > 0)
        Q_EMIT changed();
}

void Bookmarks::setNote(quint64 number, const QString& note)
{
    const auto found = m_notes.find(number);
    if (found == m_notes.end() || found->second == note)
        return;
    found->second = cleanNote(note);
    Q_EMIT changed();
}

void Bookmarks::forgetGone()
{
    const auto end = m_notes.lower_bound(m_feed.recording().firstNumber());
    const auto gone = std::distance(m_notes.begin(), end);
    if (gone == 0)
        return;
    m_notes.erase(m_notes.begin(), end);
    Q_EMIT changed();
    Q_EMIT wentWithEvents(static_cast<int>(gone));
}

} // namespace widgets

#include "moc_bookmarks.cpp"
