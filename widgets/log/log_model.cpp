// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_model.h"

#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "widgets/common/error_text.h"
#include "widgets/log/log_text.h"

#include <string>
#include <utility>

namespace widgets {

static_assert(static_cast<int>(LogModel::Event) == static_cast<int>(EventRowsModel::CommonColumns));

LogModel::LogModel(EventFeed& feed, ThreadName threadName, QObject* parent)
    : EventRowsModel(feed, {}, parent), m_threadName(std::move(threadName))
{
}

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
    case Fd:
        return event.fd < 0 ? QString() : QString::number(event.fd);
    case Errno:
        return core::errorOf(event) == 0 ? QString() : fromUtf8(core::errnoName(core::errorOf(event)));
    case Bytes:
        return bytesText(event);
    case Thread:
        return threadText(event.thread);
    case Source:
        return sourceText(event.source);
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

QList<core::FilterKey> LogModel::filterKeys(int column, const core::Event& event) const
{
    using core::FilterKey;
    const bool isCall = event.kind == core::EventKind::Call;
    const bool isState = event.kind == core::EventKind::State;
    switch (column) {
    case Event:
        return isCall    ? QList{FilterKey::Call, FilterKey::Errno}
               : isState ? QList{FilterKey::State}
                         : QList{FilterKey::Kind, FilterKey::Text};
    case Took:
        return {isCall ? FilterKey::Took : isState ? FilterKey::Source : FilterKey::Kind};
    case Fd:
        return {FilterKey::Fd};
    case Errno:
        return {FilterKey::Errno};
    case Bytes:
        return {FilterKey::Bytes};
    case Thread:
        return {FilterKey::Thread};
    case Source:
        return {FilterKey::Source};
    default:
        return EventRowsModel::filterKeys(column, event);
    }
}

QString LogModel::threadText(std::uint16_t thread) const
{
    return m_threadName ? m_threadName(thread) : QString::number(thread);
}

bool LogModel::isNumeric(int column) const
{
    return column <= Delta || column == Fd || column == Bytes;
}

QString LogModel::timeTitle() const
{
    switch (timeColumn().format) {
    case TimeColumn::Format::TimeOfDay:
        return tr("Time of day");
    case TimeColumn::Format::SinceReference:
        return tr("Time from ◎");
    default:
        return tr("Time");
    }
}

QString LogModel::timeHelp() const
{
    switch (timeColumn().format) {
    case TimeColumn::Format::TimeOfDay:
        return tr("Local time of day");
    case TimeColumn::Format::SinceReference:
        return tr("Seconds since the event that is marked ◎, the time reference");
    default:
        return tr("Seconds since the first event");
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    const auto words = [this, section]() -> Words {
        switch (section) {
        case Number:
            return {tr("#"), tr("Number of the event")};
        case Time:
            return {timeTitle(), timeHelp()};
        case Delta:
            return {tr("Δ"), tr("Time since the row before")};
        case Side:
            return {tr("Side"), tr("Side: server or client")};
        case Connection:
            return {tr("Connection"), tr("Connection: its number, port of the client and of the server")};
        case Event:
            return {tr("Event"), tr("Event: call, state, packet, message or note")};
        case Took:
            return {tr("Took"), tr("How long a call took; for a state where it is known from")};
        case Fd:
            return {tr("fd"), tr("File descriptor")};
        case Errno:
            return {tr("errno"), tr("Error of the call")};
        case Bytes:
            return {tr("Bytes"), tr("Bytes that were sent or received")};
        case Thread:
            return {tr("Thread"), tr("Thread that recorded the event")};
        default:
            return {tr("Source"), tr("Where the event is known from")};
        }
    }();
    if (role == Qt::DisplayRole)
        return words.title;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return words.help;
    return {};
}

} // namespace widgets

#include "moc_log_model.cpp"
