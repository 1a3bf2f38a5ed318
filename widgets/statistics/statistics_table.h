// SPDX-License-Identifier: GPL-3.0-or-later
// A sorted table of numbers that change: what the tables of statistics have in common.
#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <vector>

namespace widgets {

/// Rows are known by an id. Texts are made when they are asked for; refresh() looks for new rows and sorts them, so
/// what is shown changes only then. Selected rows stay selected wherever they go. GUI thread.
class StatisticsTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Column
    {
        QString title;
        QString help; ///< One sentence: what is counted.
        QString unit; ///< Of the bare numbers in a CSV file; empty: none.
        bool isText = false;
    };

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    quint64 idAt(int row) const { return m_ids[static_cast<std::size_t>(row)]; }
    /// -1: not here.
    int rowOf(quint64 id) const;
    void refresh();

    /// All rows as they are sorted now: with bare numbers, or as they are shown.
    QString csv() const;
    QString markdown() const;

protected:
    /// A cell: its text, and the number that it is sorted by; below 0: it has none.
    struct Cell
    {
        QString text;
        double number = -1;
    };

    StatisticsTable(QList<Column> columns, int sortColumn, QObject* parent);

    virtual std::vector<quint64> ids() const = 0;
    virtual Cell cell(quint64 id, int column) const = 0;

    static Cell count(quint64 value);
    static Cell duration(qint64 ns, bool known);

private:
    void sortIds(std::vector<quint64>& ids) const;
    void moveRows(std::vector<quint64> ids);

    QList<Column> m_columns;
    int m_sortColumn;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    std::vector<quint64> m_ids;
};

} // namespace widgets
