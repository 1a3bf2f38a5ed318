// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_model.h"

#include "core/text/event_text.h"
#include "widgets/log/log_text.h"

namespace widgets {

static_assert(static_cast<int>(LogModel::Event) == static_cast<int>(EventRowsModel::CommonColumns));

LogModel::LogModel(EventFeed& feed, QObject* parent) : EventRowsModel(feed, {}, parent) {}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LogModel::cellText(const core::Event& event, quint64 number, int row, int column) const
{
    switch (column) {
    case Event:
        return eventLine(event);
    case Took:
        return tookText(event);
    default:
        return EventRowsModel::cellText(event, number, row, column);
    }
}

bool LogModel::isMarked(const core::Event& event) const
{
    return core::isTrouble(event);
}

QString LogModel::marked(const QString& number) const
{
    return QStringLiteral("\u2715 ") + number;
}

QString LogModel::markedInWords(quint64 number) const
{
    return tr("%1, error").arg(number);
}

QList<core::FilterKey> LogModel::filterKeys(int column, const core::Event& event)
{
    using core::FilterKey;
    const bool isCall = event.kind == core::EventKind::Call;
    const bool isState = event.kind == core::EventKind::State;
    switch (column) {
    case Number:
        return {FilterKey::Number};
    case Time:
    case Delta:
        return {FilterKey::Time};
    case Side:
        return {FilterKey::Side};
    case Connection:
        return {FilterKey::Conn};
    case Event:
        return isCall    ? QList{FilterKey::Call, FilterKey::Errno}
               : isState ? QList{FilterKey::State}
                         : QList{FilterKey::Kind, FilterKey::Text};
    case Took:
        return {isCall ? FilterKey::Took : isState ? FilterKey::Source : FilterKey::Kind};
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section <= Delta ? Qt::AlignRight | Qt::AlignVCenter
                                                    : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::DisplayRole) {
        switch (section) {
        case Number:
            return tr("#");
        case Time:
            return tr("Time");
        case Delta:
            return tr("Δ");
        case Side:
            return tr("Side");
        case Connection:
            return tr("Connection");
        case Event:
            return tr("Event");
        default:
            return tr("Took");
        }
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        switch (section) {
        case Number:
            return tr("Number of the event");
        case Time:
            return tr("Seconds since the first event");
        case Delta:
            return tr("Time since the row before");
        case Side:
            return tr("Side: server or client");
        case Connection:
            return tr("Connection: port of the client and of the server");
        case Event:
            return tr("Event: call, state, packet, message or note");
        default:
            return tr("How long a call took; for a state where it is known from");
        }
    }
    return {};
}

} // namespace widgets
