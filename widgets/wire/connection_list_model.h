// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of a recording, for choosing one of them.
#pragma once

#include "widgets/feed/event_feed.h"

#include <QAbstractListModel>
#include <array>
#include <deque>
#include <optional>
#include <string>

namespace widgets {

/// Row 0: all connections. Below it the connections that still have events, newest first, at most kMost of them, as
/// "connection 3 · 54321 → 8080". Learns the addresses from the calls of both ends as they come. GUI thread.
class ConnectionListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr std::size_t kMost = 5'000;
    /// core::ConnectionId of a row; 0 for all.
    static constexpr int kConnectionRole = Qt::UserRole;

    /// `feed` is not owned and outlives the model.
    explicit ConnectionListModel(const EventFeed& feed, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// The connection of a row; nothing for all.
    std::optional<core::ConnectionId> connectionAt(int row) const;
    /// The row of a connection; 0 (all) when it is not listed.
    int rowOf(std::optional<core::ConnectionId> connection) const;

    /// Who stands at that end of the connection (nothing: of all of them): its name, and whether it is an end of
    /// another program, of which only segments and the kernel's states can be seen. Empty where there is nothing to
    /// say.
    QString endText(std::optional<core::ConnectionId> connection, core::Side side) const;

Q_SIGNALS:
    void endsChanged(); ///< What endText() says may be different now.

private:
    struct Connection
    {
        core::ConnectionId id = 0;
        std::uint64_t lastNumber = 0; // its newest event
        std::string client;           // "54321", or a UNIX name; empty: not known
        std::string server;
        std::array<bool, 2> ours{}; // by core::Side: the end made a call
    };

    void onAppended(qsizetype first, qsizetype count);
    void onLetGo();
    void onCleared();
    void removeOldest(std::size_t count);
    void notice(Connection& connection, core::Side side);
    std::size_t indexOf(core::ConnectionId id) const; // size when it is not listed
    QString text(const Connection& connection) const;

    const EventFeed& m_feed;
    std::array<std::size_t, 2> m_ours{};  // how many connections have an end of ours there
    std::deque<Connection> m_connections; // ascending ids; row r is the r-th from the end
};

} // namespace widgets
