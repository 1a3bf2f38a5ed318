// SPDX-License-Identifier: GPL-3.0-or-later
// The bookmarks as a table: number, time, event, note.
#pragma once

#include "widgets/log/moving/bookmarks.h"

#include <QAbstractTableModel>

namespace widgets {

/// The note can be edited. GUI thread.
class BookmarkModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Time, Event, Note, ColumnCount };

    /// None is owned; both must outlive the model.
    BookmarkModel(const EventFeed& feed, Bookmarks& bookmarks, QObject* parent = nullptr);

    quint64 numberAt(int row) const { return m_list.value(row).number; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

private:
    void refresh();

    const EventFeed& m_feed;
    Bookmarks& m_bookmarks;
    QList<Bookmark> m_list;
};

} // namespace widgets
