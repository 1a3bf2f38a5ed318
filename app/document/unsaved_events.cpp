// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/unsaved_events.h"

#include <algorithm>
#include <utility>

namespace app {

UnsavedEvents::UnsavedEvents(const widgets::EventFeed& feed, const widgets::Bookmarks& bookmarks, QObject* parent)
    : QObject(parent), m_feed(feed), m_bookmarks(bookmarks)
{
    connect(&feed, &widgets::EventFeed::appended, this, &UnsavedEvents::onAppended);
    connect(&feed, &widgets::EventFeed::cleared, this, &UnsavedEvents::onCleared);
    connect(&bookmarks, &widgets::Bookmarks::changed, this, &UnsavedEvents::compareBookmarks);
}

void UnsavedEvents::onAppended(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    for (qsizetype i = first + count; i > first; --i) {
        const auto index = static_cast<std::size_t>(i - 1);
        const core::Event event = recording.at(index);
        if (event.kind != core::EventKind::Call || core::callInfo(event.call).group != core::CallGroup::Waiting) {
            m_newest = recording.firstNumber() + index;
            return tell();
        }
    }
}

void UnsavedEvents::onCleared()
{
    m_newest = 0;
    compareBookmarks();
}

void UnsavedEvents::compareBookmarks()
{
    // Those whose events were dropped have gone with them.
    const quint64 first = m_feed.recording().firstNumber();
    m_saved.bookmarks.removeIf([first](const widgets::Bookmark& bookmark) { return bookmark.number < first; });
    m_areBookmarks = m_bookmarks.list() != m_saved.bookmarks;
    tell();
}

UnsavedEvents::State UnsavedEvents::now() const
{
    const core::Recording& recording = m_feed.recording();
    return {recording.firstNumber() + recording.size() - 1, m_bookmarks.list()};
}

quint64 UnsavedEvents::count() const
{
    if (!areEvents())
        return 0;
    return now().lastNumber - std::max<quint64>(m_saved.lastNumber, m_feed.recording().firstNumber() - 1);
}

void UnsavedEvents::setSaved(const State& then)
{
    m_saved = then;
    compareBookmarks();
}

void UnsavedEvents::tell()
{
    if (std::exchange(m_told, any()) != any())
        Q_EMIT changed(any());
}

} // namespace app

#include "moc_unsaved_events.cpp"
