// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/statistics_table.h"

#include "core/text/event_text.h"
#include "widgets/common/error_text.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <unordered_map>
#include <utility>

namespace widgets {

namespace {

QString csvField(QString text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')))
        return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

QString markdownRow(QStringList cells)
{
    for (QString& cell : cells)
        cell.replace(QLatin1Char('|'), QLatin1String("\\|"));
    return QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
}

} // namespace

StatisticsTable::StatisticsTable(QList<Column> columns, int sortColumn, QObject* parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)), m_sortColumn(sortColumn)
{
}

StatisticsTable::Cell StatisticsTable::count(quint64 value)
{
    return {QLocale().toString(value), static_cast<double>(value)};
}

StatisticsTable::Cell StatisticsTable::duration(qint64 ns, bool known)
{
    return known ? Cell{fromUtf8(core::durationText(ns)), static_cast<double>(ns)} : Cell{QStringLiteral("—"), -1};
}

int StatisticsTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int StatisticsTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant StatisticsTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(idAt(index.row()), index.column()).text;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((m_columns[index.column()].isText ? Qt::AlignLeft : Qt::AlignRight) |
                                   Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant StatisticsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return QAbstractTableModel::headerData(section, orientation, role);
    const Column& column = m_columns[section];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return column.help;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column.isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

int StatisticsTable::rowOf(quint64 id) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

void StatisticsTable::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= m_columns.size())
        return;
    m_sortColumn = column;
    m_order = order;
    refresh();
}

// Each cell is made once, not once a comparison. Rows that are alike keep the order of their ids.
void StatisticsTable::sortIds(std::vector<quint64>& ids) const
{
    std::vector<std::pair<Cell, quint64>> rows;
    rows.reserve(ids.size());
    for (const quint64 id : ids)
        rows.emplace_back(cell(id, m_sortColumn), id);
    const bool isText = m_columns[m_sortColumn].isText;
    const bool ascending = m_order == Qt::AscendingOrder;
    std::sort(rows.begin(), rows.end(), [isText, ascending](const auto& a, const auto& b) {
        const auto& less = ascending ? a : b;
        const auto& more = ascending ? b : a;
        if (isText && a.first.text != b.first.text)
            return less.first.text < more.first.text;
        if (!isText && a.first.number != b.first.number)
            return less.first.number < more.first.number;
        return a.second < b.second;
    });
    std::transform(rows.begin(), rows.end(), ids.begin(), [](const auto& row) { return row.second; });
}

void StatisticsTable::refresh()
{
    std::vector<quint64> now = ids();
    std::vector<quint64> known = m_ids;
    std::sort(now.begin(), now.end());
    std::sort(known.begin(), known.end());
    std::vector<quint64> added;
    std::set_difference(now.begin(), now.end(), known.begin(), known.end(), std::back_inserter(added));
    const bool lost = now.size() - added.size() != known.size();
    sortIds(now);
    if (lost) {
        beginResetModel();
        m_ids = std::move(now);
        endResetModel();
        return;
    }
    if (!added.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
        m_ids.insert(m_ids.end(), added.begin(), added.end());
        endInsertRows();
    }
    if (m_ids != now)
        moveRows(std::move(now));
    if (!m_ids.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

void StatisticsTable::moveRows(std::vector<quint64> ids)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<quint64> before = std::exchange(m_ids, std::move(ids));
    std::unordered_map<quint64, int> rows;
    for (std::size_t i = 0; i < m_ids.size(); ++i)
        rows.emplace(m_ids[i], static_cast<int>(i));
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex& index : from)
        to.append(this->index(rows[before[static_cast<std::size_t>(index.row())]], index.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

QString StatisticsTable::csv() const
{
    QStringList header;
    for (const Column& column : m_columns)
        header.append(csvField(column.unit.isEmpty() ? column.title : column.title + QLatin1Char(' ') + column.unit));
    QString text = header.join(QLatin1Char(',')) + QLatin1Char('\n');
    for (const quint64 id : m_ids) {
        QStringList fields;
        for (int column = 0; column < m_columns.size(); ++column) {
            const Cell value = cell(id, column);
            fields.append(m_columns[column].isText ? csvField(value.text)
                          : value.number < 0       ? QString()
                                                   : QString::number(value.number, 'f', 0));
        }
        text += fields.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

QString StatisticsTable::markdown() const
{
    QStringList header;
    QStringList line;
    for (const Column& column : m_columns) {
        header.append(column.title);
        line.append(column.isText ? QStringLiteral("---") : QStringLiteral("---:"));
    }
    QString text = markdownRow(header) + markdownRow(line);
    for (const quint64 id : m_ids) {
        QStringList fields;
        for (int column = 0; column < m_columns.size(); ++column)
            fields.append(cell(id, column).text);
        text += markdownRow(fields);
    }
    return text;
}

} // namespace widgets

#include "moc_statistics_table.cpp"
