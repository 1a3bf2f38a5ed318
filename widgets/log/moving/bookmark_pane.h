// SPDX-License-Identifier: GPL-3.0-or-later
// The list of the bookmarks below the log.
#pragma once

#include "widgets/log/moving/bookmark_model.h"

#include <QWidget>

class QTableView;

namespace widgets {

class LogOverlay;

/// Hidden until it is opened. Enter or a double click goes to the event, F2 or a double click on the note edits it,
/// Delete takes the bookmark away, Escape closes the list. GUI thread.
class BookmarkPane final : public QWidget
{
    Q_OBJECT
public:
    /// None is owned; both must outlive the pane.
    BookmarkPane(const EventFeed& feed, Bookmarks& bookmarks, QWidget* parent = nullptr);

    QTableView& table() const { return *m_table; }

public Q_SLOTS:
    void open();
    void closePane();

Q_SIGNALS:
    void chosen(quint64 number);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    quint64 current() const;
    void showEmpty();

    Bookmarks& m_bookmarks;
    BookmarkModel* m_model;
    QTableView* m_table;
    LogOverlay* m_empty;
};

} // namespace widgets
