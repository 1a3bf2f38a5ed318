// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/server/connection_table_model.h"

#include "core/clock.h"
#include "core/text/event_text.h"
#include "widgets/common/error_text.h"
#include "widgets/common/tool_tip.h"
#include "widgets/feed/event_feed.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <iterator>
#include <unistd.h>

namespace widgets {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000; // ns

// A UNIX connection has no states but being there.
bool hasState(const core::ConnectionEnd& end)
{
    return end.peer.family() != AF_UNIX;
}

QString stateText(const core::ConnectionEnd& end)
{
    if (!hasState(end))
        return ConnectionTableModel::tr("open");
    const std::string_view name = core::stateName(end.state);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QString addressText(const core::Address& address)
{
    return address.isValid() ? fromUtf8(address.text()) : QStringLiteral("–");
}

// The client's end of a UNIX connection has no name, but the kernel knows its process.
QString peerText(const core::ConnectionEnd& end)
{
    if (end.peer.family() != AF_UNIX || end.peerProcess.pid == 0)
        return addressText(end.peer);
    if (end.peerProcess.pid == ::getpid())
        return ConnectionTableModel::tr("this program");
    //: %1 number of a process, %2 of the user that it belongs to
    return ConnectionTableModel::tr("pid %1, uid %2")
        .arg(QString::number(end.peerProcess.pid), QString::number(end.peerProcess.uid));
}

} // namespace

namespace {

struct ByteCount
{
    QString number;
    QString unit;
};

ByteCount byteCountParts(std::uint64_t bytes)
{
    if (bytes < 10'000)
        return {QString::number(bytes), QStringLiteral("B")};
    static constexpr std::array kUnits{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    for (; value >= 999.5 && unit + 1 < kUnits.size(); ++unit)
        value /= 1024;
    const int decimals = value < 99.95 ? 1 : 0;
    return {QString::number(value, 'f', decimals), QLatin1String(kUnits[unit])};
}

} // namespace

QString byteCountsText(std::uint64_t in, std::uint64_t out)
{
    const ByteCount received = byteCountParts(in);
    const ByteCount sent = byteCountParts(out);
    if (received.unit == sent.unit)
        //: Numbers of bytes received / sent, and the unit of both
        return ConnectionTableModel::tr("%1 / %2 %3").arg(received.number, sent.number, sent.unit);
    //: Bytes received / bytes sent, each number with its unit
    return ConnectionTableModel::tr("%1 %2 / %3 %4").arg(received.number, received.unit, sent.number, sent.unit);
}

ConnectionTableModel::ConnectionTableModel(EventFeed& feed, QObject* parent)
    : QAbstractTableModel(parent), m_feed(feed), m_clock(&core::monotonicNs)
{
    apply(0, static_cast<qsizetype>(feed.recording().size()));
    connect(&feed, &EventFeed::appended, this, &ConnectionTableModel::apply);
    connect(&feed, &EventFeed::cleared, this, [this] {
        m_table.forgetClosed();
        publish();
    });
}

int ConnectionTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_serials.size());
}

int ConnectionTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConnectionTableModel::data(const QModelIndex& index, int role) const
{
    const core::ConnectionEnd* end = index.isValid() ? endAt(index.row()) : nullptr;
    if (!end)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayText(*end, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(*end));
    case Qt::AccessibleTextRole:
        if (index.column() == StateColumn && !end->isOpen())
            //: Spoken for a closed connection; %1 its last state
            return hasState(*end) ? tr("closed, last state %1").arg(stateText(*end)) : tr("closed");
        return displayText(*end, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == AgeColumn)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case ConnectionRole:
        return QVariant::fromValue(end->connection);
    case OpenRole:
        return end->isOpen();
    case InferredRole:
        return end->isOpen() && end->stateSource == core::Source::Inferred;
    default:
        return {};
    }
}

QVariant ConnectionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section == AgeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::DisplayRole) {
        switch (section) {
        case PeerColumn:
            return tr("Peer");
        case StateColumn:
            return tr("State");
        case BytesColumn:
            return tr("In / out");
        case AgeColumn:
            return tr("Age");
        default:
            return {};
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case PeerColumn:
            return tr("Address and port of the other end");
        case StateColumn:
            return tr("TCP state of the server's end: the last one that is known");
        case BytesColumn:
            return tr("Bytes received and bytes sent by the server");
        case AgeColumn:
            return tr("Time since accept4() was called for the connection");
        default:
            return {};
        }
    }
    return {};
}

const core::ConnectionEnd* ConnectionTableModel::endAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    return table().findSerial(m_serials[m_serials.size() - 1 - static_cast<std::size_t>(row)]);
}

int ConnectionTableModel::rowOf(core::ConnectionId connection) const
{
    const core::ConnectionEnd* end = table().find(connection, core::Side::Server);
    return end ? rowOfSerial(end->serial) : -1;
}

void ConnectionTableModel::refreshAges(int firstRow, int lastRow)
{
    const int first = std::max(firstRow, 0);
    const int last = std::min(lastRow, rowCount() - 1);
    if (first <= last)
        Q_EMIT dataChanged(index(first, AgeColumn), index(last, AgeColumn), {Qt::DisplayRole});
}

void ConnectionTableModel::apply(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    for (qsizetype i = first; i < first + count; ++i) {
        const core::Event event = recording.at(static_cast<std::size_t>(i));
        if (event.side == core::Side::Server)
            m_table.apply(event);
    }
    publish();
}

void ConnectionTableModel::publish()
{
    const core::ConnectionTable::Changes changes = m_table.takeChanges();
    if (m_moment)
        return; // showTable() will find them
    removeSerials(changes.removed);
    if (!changes.added.empty()) {
        // Serials only grow, so the new rows are all at the top.
        beginInsertRows({}, 0, static_cast<int>(changes.added.size()) - 1);
        m_serials.insert(m_serials.end(), changes.added.begin(), changes.added.end());
        endInsertRows();
    }
    if (!changes.changed.empty()) {
        const int top = rowOfSerial(changes.changed.back());
        const int bottom = rowOfSerial(changes.changed.front());
        Q_EMIT dataChanged(index(top, 0), index(bottom, ColumnCount - 1));
    }
}

void ConnectionTableModel::showMoment(const std::optional<Moment>& moment)
{
    m_moment = moment;
    showTable();
}

void ConnectionTableModel::showTable()
{
    // Rows that are about to go are not in the new table: for a moment they are empty.
    const std::vector<std::uint64_t> wanted = table().serials();
    std::vector<std::uint64_t> difference;
    std::set_difference(m_serials.begin(), m_serials.end(), wanted.begin(), wanted.end(),
                        std::back_inserter(difference));
    removeSerials(difference);
    difference.clear();
    std::set_difference(wanted.begin(), wanted.end(), m_serials.begin(), m_serials.end(),
                        std::back_inserter(difference));
    insertSerials(difference);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ConnectionTableModel::insertSerials(const std::vector<std::uint64_t>& serials)
{
    // As removeSerials(): what has no row between it is inserted at once.
    std::size_t at = 0;
    while (at < serials.size()) {
        const auto place = std::upper_bound(m_serials.begin(), m_serials.end(), serials[at]);
        std::size_t end = at + 1;
        while (end < serials.size() && (place == m_serials.end() || serials[end] < *place))
            ++end;
        const int top = static_cast<int>(m_serials.end() - place);
        beginInsertRows({}, top, top + static_cast<int>(end - at) - 1);
        m_serials.insert(place, serials.begin() + static_cast<std::ptrdiff_t>(at),
                         serials.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        at = end;
    }
}

void ConnectionTableModel::removeSerials(const std::vector<std::uint64_t>& serials)
{
    // Runs of neighbours are removed at once, from the oldest to the newest.
    std::size_t at = 0;
    while (at < serials.size()) {
        const auto begin = std::lower_bound(m_serials.begin(), m_serials.end(), serials[at]);
        auto end = begin;
        while (at < serials.size() && end != m_serials.end() && *end == serials[at]) {
            ++end;
            ++at;
        }
        const int bottom = static_cast<int>(m_serials.end() - begin) - 1;
        const int top = static_cast<int>(m_serials.end() - end);
        beginRemoveRows({}, top, bottom);
        m_serials.erase(begin, end);
        endRemoveRows();
    }
}

int ConnectionTableModel::rowOfSerial(std::uint64_t serial) const
{
    const auto found = std::lower_bound(m_serials.begin(), m_serials.end(), serial);
    if (found == m_serials.end() || *found != serial)
        return -1;
    return static_cast<int>(m_serials.end() - found) - 1;
}

QString ConnectionTableModel::displayText(const core::ConnectionEnd& end, int column) const
{
    switch (column) {
    case PeerColumn:
        return peerText(end);
    case StateColumn: // the last state is none of the present; the tool tip tells it
        return end.isOpen() ? stateText(end) : tr("closed");
    case BytesColumn:
        return byteCountsText(end.bytesIn, end.bytesOut);
    case AgeColumn:
        return ageText(end);
    default:
        return {};
    }
}

QString ConnectionTableModel::ageText(const core::ConnectionEnd& end) const
{
    if (!end.isOpen())
        return QStringLiteral("–");
    const qint64 seconds = std::max<std::int64_t>(now() - end.openedNs, 0) / kSecond;
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min").arg(seconds / 60);
    return tr("%1 h").arg(seconds / 3600);
}

QString ConnectionTableModel::toolTip(const core::ConnectionEnd& end) const
{
    const QLocale locale;
    QString text = tr("Connection %1, descriptor %2\nfrom %3 to %4\nbytes received: %5, bytes sent: %6")
                       .arg(QString::number(end.connection), QString::number(end.fd), peerText(end),
                            addressText(end.local), locale.toString(static_cast<qulonglong>(end.bytesIn)),
                            locale.toString(static_cast<qulonglong>(end.bytesOut)));
    const bool inferred = end.stateSource == core::Source::Inferred;
    if (!end.isOpen() && hasState(end))
        //: %1 a TCP state
        text += QLatin1Char('\n') + (inferred ? tr("The last state known is %1, inferred from RFC 9293.")
                                              : tr("The last state known is %1, sampled from the kernel."))
                                        .arg(stateText(end));
    else if (inferred)
        text += QLatin1Char('\n') + tr("The state is inferred from RFC 9293, not reported by the kernel.");
    const std::int64_t until = end.isOpen() ? now() : end.closedNs;
    const QString duration = fromUtf8(core::durationText(std::max<std::int64_t>(until - end.openedNs, 0)));
    text += QLatin1Char('\n') + (end.isOpen() ? tr("open for %1").arg(duration) : tr("closed after %1").arg(duration));
    return text;
}

} // namespace widgets

#include "moc_connection_table_model.cpp"
