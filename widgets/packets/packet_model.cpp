// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/packets/packet_model.h"

#include "core/packet/packet_event.h"
#include "core/packet/tcp_packet.h"
#include "widgets/common/error_text.h"
#include "widgets/log/log_text.h"
#include "widgets/packets/packet_text.h"

namespace widgets {

static_assert(static_cast<int>(PacketModel::Flags) == static_cast<int>(EventRowsModel::CommonColumns));

namespace {

LogFilter packetsOnly()
{
    LogFilter filter;
    filter.calls = filter.states = filter.messages = filter.notes = filter.waitingCalls = false;
    return filter;
}

} // namespace

PacketModel::PacketModel(EventFeed& feed, QObject* parent) : EventRowsModel(feed, packetsOnly(), parent), m_feed(feed)
{
    countKept(0, static_cast<qsizetype>(feed.recording().size()));
    connect(&feed, &EventFeed::appended, this, &PacketModel::countKept);
    connect(&feed, &EventFeed::letGo, this, &PacketModel::forgetGone);
    connect(&feed, &EventFeed::cleared, this, &PacketModel::forgetGone);
}

void PacketModel::countKept(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    const std::size_t before = m_kept.size();
    for (auto at = static_cast<std::size_t>(first); at < static_cast<std::size_t>(first + count); ++at) {
        if (recording.at(at).kind == core::EventKind::Packet)
            m_kept.push_back(recording.firstNumber() + at);
    }
    if (m_kept.size() != before)
        Q_EMIT countsChanged();
}

void PacketModel::forgetGone()
{
    while (!m_kept.empty() && m_kept.front() < m_feed.recording().firstNumber())
        m_kept.pop_front();
    Q_EMIT countsChanged();
}

void PacketModel::setPacketFilter(core::ConnectionId connection, const QString& text)
{
    LogFilter filter = packetsOnly();
    filter.connection = connection;
    filter.text = text;
    setFilter(filter);
}

int PacketModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PacketModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::ToolTipRole && index.isValid() && index.column() == Connection) {
        const std::optional<core::Event> event = eventAt(index.row());
        return event ? tr("Connection %1, from the %2").arg(event->connection).arg(sideText(event->side)) : QVariant();
    }
    return EventRowsModel::data(index, role);
}

QString PacketModel::cellText(const core::Event& event, quint64 number, int row, int column) const
{
    const core::PacketView packet = core::packetOf(event);
    switch (column) {
    case Connection: {
        const QString direction = packetDirection(event);
        return direction.isEmpty() ? EventRowsModel::cellText(event, number, row, column) : direction;
    }
    case Flags:
        return fromUtf8(core::tcpFlagsText(packet.flags));
    case Seq:
        return QString::number(packet.seq);
    case Ack:
        return (packet.flags & core::tcp_flag::kAck) != 0 ? QString::number(packet.ack) : QString();
    case Window:
        return packetWindow(event);
    case Length:
        return QString::number(packet.length);
    case Info:
        return packetInfo(event);
    default:
        return EventRowsModel::cellText(event, number, row, column);
    }
}

QList<core::FilterKey> PacketModel::filterKeys(int column, const core::Event& event) const
{
    return column == Length ? QList{core::FilterKey::Bytes} : EventRowsModel::filterKeys(column, event);
}

bool PacketModel::isMarked(const core::Event& event) const
{
    return core::isNotable(core::packetOf(event));
}

QString PacketModel::marked(const QString& number) const
{
    return QStringLiteral("! ") + number;
}

QString PacketModel::markedInWords(quint64 number) const
{
    return tr("%1, stands out").arg(number);
}

bool PacketModel::isNumeric(int column) const
{
    return column <= Delta || (column >= Seq && column <= Length);
}

QVariant PacketModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    struct Words
    {
        QString title;
        QString help;
    };
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(isNumeric(section) ? Qt::AlignRight | Qt::AlignVCenter
                                                      : Qt::AlignLeft | Qt::AlignVCenter);
    const auto words = [section]() -> Words {
        switch (section) {
        case Number:
            return {tr("#"), tr("Number of the event")};
        case Time:
            return {tr("Time"), tr("Seconds since the first event; the time stamp is the kernel's")};
        case Delta:
            return {tr("Δ"), tr("Time since the row before")};
        case Side:
            return {tr("Sender"), tr("Sender: server or client")};
        case Connection:
            return {tr("Connection"), tr("Connection: from the sender to the receiver")};
        case Flags:
            return {tr("Flags"), tr("Flags of the TCP header")};
        case Seq:
            return {tr("Seq"), tr("Sequence number, counted from the sender's SYN, which is 0")};
        case Ack:
            return {tr("Ack"), tr("Acknowledgement number: the next byte that the sender waits for")};
        case Window:
            return {tr("Window"),
                    tr("Bytes that the sender can still take, scaled; a question mark: the SYNs that tell "
                       "how to scale it were not captured")};
        case Length:
            return {tr("Length"), tr("Bytes of data")};
        default:
            return {tr("Info"), tr("Info: what stands out, the options in short, the text of the data")};
        }
    }();
    if (role == Qt::DisplayRole)
        return words.title;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return words.help;
    return {};
}

} // namespace widgets

#include "moc_packet_model.cpp"
