// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel's sockets as a table.
#pragma once

#include "widgets/kernel/kernel_socket_order.h"

#include <QAbstractTableModel>
#include <cstddef>
#include <vector>

namespace widgets {

/// One row a socket. A new sample changes the rows in place: a socket is found again by its cookie, so what is selected
/// stays selected while it moves or its descriptor goes. At most one removal, one insertion, one dataChanged and two
/// layout changes a sample. GUI thread.
class KernelSocketModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit KernelSocketModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void setSockets(const std::vector<core::SampledSocket>& sockets);
    /// Null for a row that does not exist. Valid until the next sample or sort.
    const core::SampledSocket* socketAt(int row) const;

private:
    using Rows = std::vector<core::SampledSocket>;

    void removeGone(const std::vector<bool>& stays);
    void restoreOrder();
    /// Puts the row that was at order[i] at i.
    void permute(const std::vector<std::size_t>& order);

    Rows m_rows;
    SocketColumn m_column = SocketColumn::Kind;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace widgets
