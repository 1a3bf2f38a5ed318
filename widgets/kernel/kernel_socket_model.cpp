// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kernel/kernel_socket_model.h"

#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"
#include "widgets/kernel/kernel_socket_text.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace widgets {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

} // namespace

KernelSocketModel::KernelSocketModel(QObject* parent) : QAbstractTableModel(parent) {}

int KernelSocketModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int KernelSocketModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(SocketColumn::Count);
}

QVariant KernelSocketModel::data(const QModelIndex& index, int role) const
{
    const core::SampledSocket* socket = index.isValid() ? socketAt(index.row()) : nullptr;
    if (!socket)
        return {};
    const auto column = static_cast<SocketColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return socketText(*socket, column);
    case Qt::ToolTipRole:
        return plainToolTip(socketToolTip(*socket, column));
    case Qt::AccessibleTextRole:
        return columnTitle(column) + QStringLiteral(": ") + socketText(*socket, column);
    case Qt::FontRole:
        return isNumber(column) ? QVariant(monospaceFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant KernelSocketModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<SocketColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(column);
    case Qt::ToolTipRole:
        return columnToolTip(column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

const core::SampledSocket* KernelSocketModel::socketAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

void KernelSocketModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    m_column = static_cast<SocketColumn>(column);
    m_order = order;
    restoreOrder();
}

void KernelSocketModel::setSockets(const Rows& sockets)
{
    std::unordered_map<std::uint64_t, std::size_t> newAt;
    newAt.reserve(sockets.size());
    for (std::size_t i = 0; i < sockets.size(); ++i)
        newAt.try_emplace(sockets[i].socket.cookie, i); // a dump during changes may tell of a socket twice

    std::vector<bool> stays(m_rows.size());
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        stays[row] = newAt.contains(m_rows[row].socket.cookie);
    removeGone(stays);

    std::size_t first = kNone;
    std::size_t last = 0;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const auto found = newAt.find(m_rows[row].socket.cookie);
        const core::SampledSocket& now = sockets[found->second];
        newAt.erase(found);
        if (m_rows[row] == now)
            continue;
        m_rows[row] = now;
        first = std::min(first, row);
        last = row;
    }
    if (first != kNone)
        Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(last), columnCount() - 1));

    if (!newAt.empty()) {
        const int end = rowCount();
        beginInsertRows({}, end, end + static_cast<int>(newAt.size()) - 1);
        for (std::size_t i = 0; i < sockets.size(); ++i) {
            const auto found = newAt.find(sockets[i].socket.cookie);
            if (found != newAt.end() && found->second == i)
                m_rows.push_back(sockets[i]);
        }
        endInsertRows();
    }
    restoreOrder();
}

// Brings all that are gone to the end, so that one removal is enough however many they are.
void KernelSocketModel::removeGone(const std::vector<bool>& stays)
{
    const auto left = static_cast<std::size_t>(std::count(stays.begin(), stays.end(), true));
    if (left == m_rows.size())
        return;
    std::vector<std::size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), [&stays](std::size_t row) { return stays[row]; });
    if (!std::is_sorted(order.begin(), order.end()))
        permute(order);
    beginRemoveRows({}, static_cast<int>(left), rowCount() - 1);
    m_rows.resize(left);
    endRemoveRows();
}

void KernelSocketModel::restoreOrder()
{
    const auto before = [this](const core::SampledSocket& a, const core::SampledSocket& b) {
        return standsBefore(a, b, m_column, m_order);
    };
    if (std::is_sorted(m_rows.begin(), m_rows.end(), before))
        return;
    std::vector<std::size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return before(m_rows[a], m_rows[b]); });
    permute(order);
}

void KernelSocketModel::permute(const std::vector<std::size_t>& order)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    std::vector<std::size_t> newRowOf(order.size());
    Rows rows;
    rows.reserve(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) {
        newRowOf[order[row]] = row;
        rows.push_back(std::move(m_rows[order[row]]));
    }
    m_rows = std::move(rows);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& old : from)
        to.append(index(static_cast<int>(newRowOf[static_cast<std::size_t>(old.row())]), old.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace widgets

#include "moc_kernel_socket_model.cpp"
