// SPDX-License-Identifier: GPL-3.0-or-later
// Moving through the log: its actions, and the bars and lines below the rows that belong to them.
#pragma once

#include "widgets/log/find/log_find.h"
#include "widgets/log/moving/bookmarks.h"
#include "widgets/log/moving/log_jumps.h"

#include <QList>
#include <QObject>

class QAction;
class QKeySequence;
class QMenu;
class QVBoxLayout;

namespace widgets {

class BookmarkPane;
class FindBar;
class GoBar;
class LogView;
class RowsStatus;

/// One set for a log; its actions stand in the menus of the window and in that of the rows. GUI thread.
class LogActions final : public QObject
{
    Q_OBJECT
public:
    /// None is owned; all must outlive this. What stands below the rows is put into `below`, one under the other.
    LogActions(LogView& view, EventRowsModel& model, QVBoxLayout& below, QObject* parent = nullptr);

    /// Adds all actions to a menu of the window ("Go").
    void fillGoMenu(QMenu& menu) const;

    Bookmarks& bookmarks() { return m_bookmarks; }
    RowsStatus& status() const { return *m_status; }
    FindBar& findBar() const { return *m_findBar; }
    GoBar& goBar() const { return *m_goBar; }
    BookmarkPane& bookmarkPane() const { return *m_pane; }

Q_SIGNALS:
    /// An action was used: the log should be in sight.
    void used();

private:
    template <class Do>
    QAction* add(const QString& text, const QKeySequence& key, Do&& action);
    void addSeparator();
    void makeFindActions();
    void makeJumpActions();
    void makeBookmarkActions();
    void toggleBookmark();
    void toggleReference();
    void backToRows();

    LogView& m_view;
    EventRowsModel& m_model;
    Bookmarks m_bookmarks;
    LogJumps m_jumps;
    FindBar* m_findBar;
    GoBar* m_goBar;
    BookmarkPane* m_pane;
    RowsStatus* m_status;
    LogFind m_find;
    QList<QAction*> m_all;      // of the menu Go
    QList<QAction*> m_ofTheRow; // those that the menu of the rows has, too
};

} // namespace widgets
