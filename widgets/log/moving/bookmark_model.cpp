// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/moving/bookmark_model.h"

#include "widgets/log/log_text.h"

#include <algorithm>

namespace widgets {

BookmarkModel::BookmarkModel(const EventFeed& feed, Bookmarks& bookmarks, QObject* parent)
    : QAbstractTableModel(parent), m_feed(feed), m_bookmarks(bookmarks), m_list(bookmarks.list())
{
    connect(&bookmarks, &Bookmarks::changed, this, &BookmarkModel::refresh);
}

/// One bookmark more or less is one row more or less, so that the selection and an open editor stay.
void BookmarkModel::refresh()
{
    const QList<Bookmark> now = m_bookmarks.list();
    const auto sameNumber = [](const Bookmark& a, const Bookmark& b) { return a.number == b.number; };
    const auto [before, after] = std::mismatch(m_list.begin(), m_list.end(), now.begin(), now.end(), sameNumber);
    const int row = static_cast<int>(before - m_list.begin());
    if (before == m_list.end() && after == now.end()) {
        m_list = now;
        if (!m_list.isEmpty())
            Q_EMIT dataChanged(index(0, Note), index(rowCount() - 1, Note));
    } else if (now.size() == m_list.size() + 1) {
        beginInsertRows({}, row, row);
        m_list = now;
        endInsertRows();
    } else if (now.size() + 1 == m_list.size()) {
        beginRemoveRows({}, row, row);
        m_list = now;
        endRemoveRows();
    } else {
        beginResetModel();
        m_list = now;
        endResetModel();
    }
}

int BookmarkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_list.size());
}

int BookmarkModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BookmarkModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::AccessibleTextRole)
        return {};
    const Bookmark& bookmark = m_list[index.row()];
    const auto event = m_feed.recording().find(bookmark.number);
    switch (index.column()) {
    case Number:
        return QString::number(bookmark.number);
    case Time:
        return event ? timeText(event->startNs, m_feed.recording().originNs()) : QString();
    case Event:
        return event ? eventLine(*event) : QString();
    default:
        return bookmark.note;
    }
}

QVariant BookmarkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("#");
    case Time:
        return tr("Time");
    case Event:
        return tr("Event");
    default:
        return tr("Note");
    }
}

Qt::ItemFlags BookmarkModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Note ? flags | Qt::ItemIsEditable : flags;
}

bool BookmarkModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.column() != Note)
        return false;
    m_bookmarks.setNote(numberAt(index.row()), value.toString());
    return true;
}

} // namespace widgets

#include "moc_bookmark_model.cpp"
