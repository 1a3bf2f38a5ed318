// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client/conversation_model.h"

#include "widgets/client/conversation_notice.h"
#include "widgets/client/conversation_text.h"
#include "widgets/common/tool_tip.h"

#include <algorithm>
#include <utility>

namespace widgets {

namespace {

// Connections whose events may still arrive; a client uses one after another.
constexpr std::size_t kConnections = 64;
// How far back addConnection() looks: a batch of the feed may come before the status that names the connection.
constexpr qsizetype kLookBack = 20'000; // events

} // namespace

ConversationModel::ConversationModel(EventFeed& feed, QObject* parent, int capacity)
    : QAbstractListModel(parent), m_feed(feed), m_capacity(static_cast<std::size_t>(std::max(capacity, 1)))
{
    connect(&m_feed, &EventFeed::appended, this, &ConversationModel::takeAppended);
}

void ConversationModel::addConnection(core::ConnectionId connection, const QString& peer)
{
    if (connection == 0 || find(connection))
        return;
    if (m_connections.size() == kConnections)
        m_connections.pop_front();
    m_connections.push_back({connection, peer});
    const auto size = static_cast<qsizetype>(m_feed.recording().size());
    const qsizetype count = std::min(size, kLookBack);
    take(size - count, count, connection);
}

int ConversationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ConversationModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConversationEntry& line = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return line.kind == ConversationEntry::Kind::Notice ? line.notice
                                                            : messageLine(asBytes(line.prefix), line.size);
    case Qt::AccessibleTextRole:
        switch (line.kind) {
        case ConversationEntry::Kind::Sent:
            return tr("Sent %1: %2").arg(data(index, MetaRole).toString(), data(index, Qt::DisplayRole).toString());
        case ConversationEntry::Kind::Received:
            return tr("Received %1: %2").arg(data(index, MetaRole).toString(), data(index, Qt::DisplayRole).toString());
        case ConversationEntry::Kind::Notice:
            return line.notice;
        }
        return {};
    case Qt::ToolTipRole:
        return toolTip(index);
    case KindRole:
        return static_cast<int>(line.kind);
    case NumberRole:
        return QVariant::fromValue(line.number);
    case LaterRole:
        return m_upTo != 0 && line.number > m_upTo;
    case MetaRole: {
        const bool answer = line.kind == ConversationEntry::Kind::Received && line.answerNs >= 0;
        QString moment = answer ? answerText(line.answerNs) : momentText(line.timeNs);
        if (data(index, LaterRole).toBool())
            //: Beside an entry that came after the moment that is shown; %1 its time
            moment = tr("later · %1").arg(moment);
        if (line.kind == ConversationEntry::Kind::Notice)
            return moment;
        const bool hex = readsAsHex(asBytes(line.prefix), static_cast<quint64>(line.prefix.size()) < line.size);
        return (hex ? tr("%1 hex · %2") : tr("%1 · %2")).arg(byteCount(line.size), moment);
    }
    default:
        return {};
    }
}

QString ConversationModel::toolTip(const QModelIndex& index) const
{
    const ConversationEntry& line = entry(index.row());
    QString text;
    if (line.kind == ConversationEntry::Kind::Notice)
        text = line.notice;
    else if (!bytes(index.row()))
        text = tr("The bytes of this entry are no longer recorded: only what is shown can be copied.");
    return plainToolTip(text);
}

std::optional<QByteArray> ConversationModel::bytes(int row) const
{
    const ConversationEntry& line = entry(row);
    if (line.kind == ConversationEntry::Kind::Notice)
        return std::nullopt;
    if (static_cast<quint64>(line.prefix.size()) == line.size)
        return line.prefix;
    const std::optional<core::Event> event = m_feed.recording().find(line.number);
    if (!event || event->bytes().size() != line.size)
        return std::nullopt;
    return asByteArray(event->bytes());
}

int ConversationModel::rowOf(quint64 number) const
{
    const auto found = std::lower_bound(m_entries.begin(), m_entries.end(), number,
                                        [](const ConversationEntry& line, quint64 n) { return line.number < n; });
    if (found == m_entries.end() || found->number != number)
        return -1;
    return static_cast<int>(found - m_entries.begin());
}

void ConversationModel::showUpTo(quint64 number)
{
    if (std::exchange(m_upTo, number) == number)
        return;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT totalsChanged();
}

core::ConnectionId ConversationModel::newestConnection(const std::function<bool(core::ConnectionId)>& known) const
{
    const auto found = std::find_if(m_connections.rbegin(), m_connections.rend(),
                                    [&known](const Connection& connection) { return known(connection.id); });
    return found == m_connections.rend() ? 0 : found->id;
}

ConversationTotals ConversationModel::totals() const
{
    ConversationTotals totals = m_totals;
    if (m_upTo == 0)
        return totals;
    // Counted from the end: what was dropped is at the other one.
    for (auto line = m_entries.rbegin(); line != m_entries.rend() && line->number > m_upTo; ++line) {
        if (line->kind == ConversationEntry::Kind::Notice)
            continue;
        const bool sent = line->kind == ConversationEntry::Kind::Sent;
        --(sent ? totals.messagesOut : totals.messagesBack);
        (sent ? totals.bytesOut : totals.bytesBack) -= line->size;
    }
    return totals;
}

void ConversationModel::takeAppended(qsizetype first, qsizetype count)
{
    if (!m_connections.empty())
        take(first, count, std::nullopt);
}

void ConversationModel::take(qsizetype first, qsizetype count, std::optional<core::ConnectionId> only)
{
    const core::Recording& recording = m_feed.recording();
    std::vector<ConversationEntry> entries;
    const core::TcpState before = state();
    for (qsizetype i = first; i < first + count; ++i) {
        const core::Event event = recording.at(static_cast<std::size_t>(i));
        if (event.side != core::Side::Client || event.connection == 0 || (only && event.connection != *only))
            continue;
        Connection* connection = find(event.connection);
        if (!connection)
            continue;
        if (event.kind == core::EventKind::State)
            connection->state = event.to();
        if (auto line = makeEntry(event, *connection)) {
            line->number = recording.firstNumber() + static_cast<quint64>(i);
            line->timeNs = event.startNs - recording.originNs();
            entries.push_back(std::move(*line));
        }
    }
    append(std::move(entries));
    if (state() != before)
        Q_EMIT stateChanged();
}

ConversationModel::Connection* ConversationModel::find(core::ConnectionId id)
{
    const auto found = std::find_if(m_connections.rbegin(), m_connections.rend(),
                                    [id](const Connection& connection) { return connection.id == id; });
    return found == m_connections.rend() ? nullptr : &*found;
}

std::optional<ConversationEntry> ConversationModel::makeEntry(const core::Event& event, Connection& connection)
{
    if (event.kind == core::EventKind::Message)
        return makeMessage(event, connection);
    const NoticeContext context{connection.peer, connection.connected};
    const Notice notice = noticeOf(event, context);
    connection.connected = notice.connected;
    if (notice.text.isEmpty())
        return std::nullopt;
    ConversationEntry line;
    line.notice = notice.text;
    return line;
}

ConversationEntry ConversationModel::makeMessage(const core::Event& event, Connection& connection)
{
    ConversationEntry line;
    line.size = event.payloadSize;
    const auto bytes = event.bytes();
    line.prefix = asByteArray(bytes.first(std::min(bytes.size(), static_cast<std::size_t>(kPrefixBytes))));
    if (event.direction() == core::Direction::Sent) {
        line.kind = ConversationEntry::Kind::Sent;
        connection.lastSentNs = event.startNs;
        ++m_totals.messagesOut;
        m_totals.bytesOut += line.size;
    } else {
        line.kind = ConversationEntry::Kind::Received;
        if (connection.lastSentNs >= 0)
            line.answerNs = std::max<qint64>(0, event.startNs - connection.lastSentNs);
        ++m_totals.messagesBack;
        m_totals.bytesBack += line.size;
    }
    return line;
}

void ConversationModel::append(std::vector<ConversationEntry> entries)
{
    if (entries.empty())
        return;
    if (entries.size() > m_capacity) {
        const std::size_t skipped = entries.size() - m_capacity;
        entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(skipped));
        m_letGo += skipped;
    }
    if (const std::size_t after = m_entries.size() + entries.size(); after > m_capacity) {
        const std::size_t gone = std::min(m_entries.size(), std::max(after - m_capacity, m_capacity / 10));
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(gone));
        m_letGo += gone;
        endRemoveRows();
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(entries.size()) - 1);
    std::move(entries.begin(), entries.end(), std::back_inserter(m_entries));
    endInsertRows();
    Q_EMIT totalsChanged();
}

} // namespace widgets

#include "moc_conversation_model.cpp"
