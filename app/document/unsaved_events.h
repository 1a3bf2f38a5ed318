// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a recording holds something, events or bookmarks, that no file holds.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/log/moving/bookmarks.h"

#include <QObject>

namespace app {

/// Counts what happened: calls with which the program only waits do not make a recording worth saving. GUI thread.
class UnsavedEvents final : public QObject
{
    Q_OBJECT
public:
    /// What a file may hold. A plain value.
    struct State
    {
        quint64 lastNumber = 0; ///< Of the newest event; 0: none.
        QList<widgets::Bookmark> bookmarks;
    };

    /// None is owned; both outlive it.
    UnsavedEvents(const widgets::EventFeed& feed, const widgets::Bookmarks& bookmarks, QObject* parent = nullptr);

    bool any() const { return areEvents() || m_areBookmarks; }
    /// Events that are recorded and in no file; 0 also when only bookmarks are unsaved.
    quint64 count() const;
    State now() const;
    /// A file holds what there was then.
    void setSaved(const State& then);

Q_SIGNALS:
    void changed(bool any);

private:
    bool areEvents() const { return m_newest > m_saved.lastNumber; }
    void onAppended(qsizetype first, qsizetype count);
    void onCleared();
    void compareBookmarks();
    void tell();

    const widgets::EventFeed& m_feed;
    const widgets::Bookmarks& m_bookmarks;
    quint64 m_newest = 0; // number of the newest event that is worth saving
    bool m_areBookmarks = false;
    State m_saved;
    bool m_told = false; // what was told last
};

} // namespace app
