// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document/unsaved_events.h"

#include <algorithm>

namespace app {

UnsavedEvents::UnsavedEvents(const widgets::EventFeed& feed, QObject* parent) : QObject(parent), m_feed(feed)
{
    connect(&feed, &widgets::EventFeed::appended, this, &UnsavedEvents::onAppended);
    connect(&feed, &widgets::EventFeed::cleared, this, [this] { set(0, m_saved, m_areBookmarks); });
}

void UnsavedEvents::onAppended(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    for (qsizetype i = first + count; i > first; --i) {
        const auto index = static_cast<std::size_t>(i - 1);
        const core::Event event = recording.at(index);
        if (event.kind != core::EventKind::Call || core::callInfo(event.call).group != core::CallGroup::Waiting)
            return set(recording.firstNumber() + index, m_saved, m_areBookmarks);
    }
}

quint64 UnsavedEvents::lastNumber() const
{
    const core::Recording& recording = m_feed.recording();
    return recording.firstNumber() + recording.size() - 1;
}

quint64 UnsavedEvents::count() const
{
    if (m_newest <= m_saved)
        return 0;
    return lastNumber() - std::max<quint64>(m_saved, m_feed.recording().firstNumber() - 1);
}

void UnsavedEvents::setSavedUpTo(quint64 number)
{
    set(m_newest, number, m_areBookmarks);
}

void UnsavedEvents::set(quint64 newest, quint64 saved, bool bookmarks)
{
    const bool before = any();
    m_newest = newest;
    m_saved = saved;
    m_areBookmarks = bookmarks;
    if (any() != before)
        Q_EMIT changed(any());
}

} // namespace app
