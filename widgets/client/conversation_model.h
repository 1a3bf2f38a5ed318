// SPDX-License-Identifier: GPL-3.0-or-later
// What one client said and heard, as a list: messages, and notices such as "connected".
#pragma once

#include "core/event/event.h"
#include "widgets/feed/event_feed.h"

#include <QAbstractListModel>
#include <QByteArray>
#include <QString>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace widgets {

/// One line of a conversation. Lives on when its event was dropped or the recording was cleared. A plain value.
struct ConversationEntry
{
    enum class Kind : quint8 { Sent, Received, Notice };

    Kind kind = Kind::Notice;
    quint64 number = 0;   ///< Of the event in the recording.
    qint64 timeNs = 0;    ///< Since the start of the recording.
    qint64 answerNs = -1; ///< Received: since the newest message sent before it; -1: nothing was sent before.
    quint64 size = 0;     ///< Of the message, in bytes.
    QByteArray prefix;    ///< Of the message: its first bytes.
    QString notice;       ///< The sentence of a notice.
};

/// Since the conversation began, also of messages that were dropped.
struct ConversationTotals
{
    quint64 messagesOut = 0;
    quint64 messagesBack = 0;
    quint64 bytesOut = 0;
    quint64 bytesBack = 0;
};

/// Follows the connections of one client in the feed. GUI thread. The feed is not owned and outlives the model.
/// Bounded: past the capacity the oldest tenth is dropped and counted.
class ConversationModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int kDefaultCapacity = 100'000;
    static constexpr qsizetype kPrefixBytes = 256;
    enum Role {
        KindRole = Qt::UserRole, ///< int of ConversationEntry::Kind
        NumberRole,              ///< quint64, number of the event
        MetaRole,                ///< "6 B · +0.31 ms"
        LaterRole,               ///< bool: after the moment that is shown.
    };

    explicit ConversationModel(EventFeed& feed, QObject* parent = nullptr, int capacity = kDefaultCapacity);

    /// From now on events of `connection` belong to this conversation; those that are recorded already are taken in.
    /// `peer`: its address as shown in notices. Asking twice changes nothing.
    void addConnection(core::ConnectionId connection, const QString& peer);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// 0 <= row < rowCount().
    const ConversationEntry& entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// All bytes of the message in that row; nothing when it is a notice or they are no longer kept.
    std::optional<QByteArray> bytes(int row) const;
    /// Row of an event, or -1.
    int rowOf(quint64 number) const;

    /// From now on entries after this event are marked as later and not counted; 0: none is.
    void showUpTo(quint64 number);
    /// The newest of its connections of which `known` is true; 0: none.
    core::ConnectionId newestConnection(const std::function<bool(core::ConnectionId)>& known) const;

    ConversationTotals totals() const;
    /// State of the client's end of its newest connection; Unknown before the first was seen.
    core::TcpState state() const
    {
        return m_connections.empty() ? core::TcpState::Unknown : m_connections.back().state;
    }
    quint64 letGo() const { return m_letGo; } ///< Entries dropped since the conversation began.

Q_SIGNALS:
    /// totals() or letGo() are others now.
    void totalsChanged();
    void stateChanged(); ///< state() is another now.

private:
    struct Connection
    {
        core::ConnectionId id = 0;
        QString peer;
        qint64 lastSentNs = -1; // CLOCK_MONOTONIC
        bool connected = false;
        core::TcpState state = core::TcpState::Unknown;
    };

    void takeAppended(qsizetype first, qsizetype count);
    void take(qsizetype first, qsizetype count, std::optional<core::ConnectionId> only);
    QString toolTip(const QModelIndex& index) const;
    Connection* find(core::ConnectionId id);
    std::optional<ConversationEntry> makeEntry(const core::Event& event, Connection& connection);
    ConversationEntry makeMessage(const core::Event& event, Connection& connection);
    void append(std::vector<ConversationEntry> entries);

    EventFeed& m_feed;
    std::size_t m_capacity;
    std::deque<ConversationEntry> m_entries;
    std::deque<Connection> m_connections; // newest last, bounded
    ConversationTotals m_totals;
    quint64 m_letGo = 0;
    quint64 m_upTo = 0; // event of the moment that is shown; 0: the present is
};

} // namespace widgets
