// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a recording holds something, events or bookmarks, that no file holds.
#pragma once

#include "widgets/feed/event_feed.h"

#include <QObject>

namespace app {

/// Counts what happened: calls with which the program only waits do not make a recording worth saving. GUI thread.
class UnsavedEvents final : public QObject
{
    Q_OBJECT
public:
    /// `feed` is not owned and outlives it.
    explicit UnsavedEvents(const widgets::EventFeed& feed, QObject* parent = nullptr);

    bool any() const { return m_newest > m_saved || m_areBookmarks; }
    /// Events that are recorded and in no file; 0 also when only bookmarks are unsaved.
    quint64 count() const;
    /// A file holds the recording up to the event with this number.
    void setSavedUpTo(quint64 number);
    /// Bookmarks differ from those in the file.
    void setBookmarks(bool unsaved) { set(m_newest, m_saved, unsaved); }
    /// The number of the newest event recorded; 0: none.
    quint64 lastNumber() const;

Q_SIGNALS:
    void changed(bool any);

private:
    void onAppended(qsizetype first, qsizetype count);
    void set(quint64 newest, quint64 saved, bool bookmarks);

    const widgets::EventFeed& m_feed;
    quint64 m_newest = 0; // number of the newest event that is worth saving
    quint64 m_saved = 0;
    bool m_areBookmarks = false;
};

} // namespace app
