// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wire/connection_list_model.h"

#include "core/net/address.h"
#include "widgets/common/error_text.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace widgets {

namespace {

// What tells an end apart from the others on one computer.
std::string shortName(const core::Event& event)
{
    const core::Address address = core::Address::fromBytes(event.bytes());
    if (!address.isValid())
        return {};
    if (address.family() == AF_UNIX)
        return address.text();
    return address.port() != 0 ? std::to_string(address.port()) : std::string();
}

enum class End { Local, Peer, None };

End endNamedBy(const core::Event& event)
{
    if (event.kind != core::EventKind::Call || event.bytes().empty())
        return End::None;
    switch (event.call) {
    case core::Call::Getsockname:
    case core::Call::Bind:
        return End::Local;
    case core::Call::Getpeername:
    case core::Call::Connect:
    case core::Call::Accept4:
        return End::Peer;
    default:
        return End::None;
    }
}

} // namespace

ConnectionListModel::ConnectionListModel(const EventFeed& feed, QObject* parent)
    : QAbstractListModel(parent), m_feed(feed)
{
    connect(&feed, &EventFeed::appended, this, &ConnectionListModel::onAppended);
    connect(&feed, &EventFeed::letGo, this, &ConnectionListModel::onLetGo);
    connect(&feed, &EventFeed::cleared, this, &ConnectionListModel::onCleared);
    onAppended(0, static_cast<qsizetype>(feed.recording().size()));
}

int ConnectionListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_connections.size()) + 1;
}

QVariant ConnectionListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const std::optional<core::ConnectionId> connection = connectionAt(index.row());
    if (role == kConnectionRole)
        return connection.value_or(0);
    if (role != Qt::DisplayRole)
        return {};
    if (!connection)
        return tr("All connections");
    return text(m_connections[m_connections.size() - static_cast<std::size_t>(index.row())]);
}

QString ConnectionListModel::text(const Connection& connection) const
{
    if (connection.client.empty() && connection.server.empty())
        return tr("connection %1").arg(connection.id);
    const QString unknown = QStringLiteral("?");
    const QString client = connection.client.empty() ? unknown : fromUtf8(connection.client);
    const QString server = connection.server.empty() ? unknown : fromUtf8(connection.server);
    //: %1 a number, %2 port of the client, %3 port of the server
    return tr("connection %1 · %2 → %3").arg(QString::number(connection.id), client, server);
}

QString ConnectionListModel::endText(std::optional<core::ConnectionId> connection, core::Side side) const
{
    const auto at = static_cast<std::size_t>(side);
    if (!connection)
        return m_connections.empty() || m_ours[at] > 0 ? QString() : tr("not this program");
    const std::size_t index = indexOf(*connection);
    if (index == m_connections.size())
        return {};
    const Connection& found = m_connections[index];
    const QString name = fromUtf8(side == core::Side::Server ? found.server : found.client);
    if (found.ours[at])
        return name;
    //: %1 port of an end of the connection, or its UNIX name
    return name.isEmpty() ? tr("not this program") : tr("%1, not this program").arg(name);
}

void ConnectionListModel::notice(Connection& connection, core::Side side)
{
    const auto at = static_cast<std::size_t>(side);
    if (!std::exchange(connection.ours[at], true))
        ++m_ours[at];
}

std::optional<core::ConnectionId> ConnectionListModel::connectionAt(int row) const
{
    if (row <= 0 || static_cast<std::size_t>(row) > m_connections.size())
        return std::nullopt;
    return m_connections[m_connections.size() - static_cast<std::size_t>(row)].id;
}

int ConnectionListModel::rowOf(std::optional<core::ConnectionId> connection) const
{
    for (std::size_t i = 0; connection && i < m_connections.size(); ++i) {
        if (m_connections[i].id == *connection)
            return static_cast<int>(m_connections.size() - i);
    }
    return 0;
}

std::size_t ConnectionListModel::indexOf(core::ConnectionId id) const
{
    const auto found = std::lower_bound(m_connections.begin(), m_connections.end(), id,
                                        [](const Connection& c, core::ConnectionId value) { return c.id < value; });
    return found != m_connections.end() && found->id == id ? static_cast<std::size_t>(found - m_connections.begin())
                                                           : m_connections.size();
}

void ConnectionListModel::onAppended(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    const auto begin = static_cast<std::size_t>(first);
    const std::size_t end = begin + static_cast<std::size_t>(count);

    // New connections first, in one insertion; ids grow, but two threads may report them a little out of order.
    std::vector<core::ConnectionId> fresh;
    const core::ConnectionId newest = m_connections.empty() ? 0 : m_connections.back().id;
    for (std::size_t i = begin; i < end; ++i) {
        const core::ConnectionId id = recording.at(i).connection;
        if (id > newest && (fresh.empty() || fresh.back() != id))
            fresh.push_back(id);
    }
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    if (!fresh.empty()) {
        beginInsertRows({}, 1, static_cast<int>(fresh.size()));
        for (const core::ConnectionId id : fresh)
            m_connections.emplace_back().id = id;
        endInsertRows();
    }

    std::size_t named = m_connections.size(); // the oldest whose text changed
    const auto listed = [this](core::ConnectionId id) {
        const std::size_t index = id != 0 ? indexOf(id) : m_connections.size();
        return index < m_connections.size() ? &m_connections[index] : nullptr;
    };
    Connection* connection = nullptr; // of the event before: most come in runs of one connection
    for (std::size_t i = begin; i < end; ++i) {
        const core::Event event = recording.at(i);
        if (!connection || connection->id != event.connection)
            connection = listed(event.connection);
        if (!connection)
            continue;
        connection->lastNumber = recording.firstNumber() + i;
        if (event.kind == core::EventKind::Call)
            notice(*connection, event.side);
        const End which = endNamedBy(event);
        if (which == End::None)
            continue;
        const bool client = (event.side == core::Side::Client) == (which == End::Local);
        std::string& name = client ? connection->client : connection->server;
        if (std::string text = shortName(event); !text.empty() && text != name) {
            name = std::move(text);
            named = std::min(named, indexOf(connection->id));
        }
    }
    if (named < m_connections.size())
        Q_EMIT dataChanged(index(1), index(static_cast<int>(m_connections.size() - named)), {Qt::DisplayRole});
    if (m_connections.size() > kMost)
        removeOldest(m_connections.size() - kMost);
    Q_EMIT endsChanged();
}

void ConnectionListModel::onLetGo()
{
    std::size_t gone = 0;
    const std::uint64_t first = m_feed.recording().firstNumber();
    while (gone < m_connections.size() && m_connections[gone].lastNumber < first)
        ++gone;
    removeOldest(gone);
}

void ConnectionListModel::removeOldest(std::size_t count)
{
    if (count == 0)
        return;
    const auto rows = static_cast<int>(m_connections.size());
    beginRemoveRows({}, rows - static_cast<int>(count) + 1, rows);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t side = 0; side < m_ours.size(); ++side)
            m_ours[side] -= m_connections[i].ours[side] ? 1U : 0U;
    }
    m_connections.erase(m_connections.begin(), m_connections.begin() + static_cast<std::ptrdiff_t>(count));
    endRemoveRows();
    Q_EMIT endsChanged();
}

void ConnectionListModel::onCleared()
{
    removeOldest(m_connections.size());
}

} // namespace widgets

#include "moc_connection_list_model.cpp"
