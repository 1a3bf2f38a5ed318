// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_rows_model.h"

#include "widgets/common/error_text.h"
#include "widgets/log/log_text.h"

#include <QStringList>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kSlice = 4ms;

} // namespace

EventRowsModel::EventRowsModel(EventFeed& feed, const LogFilter& filter, QObject* parent)
    : QAbstractTableModel(parent), m_feed(feed), m_index(feed.recording(), m_labels)
{
    m_index.setFilter(filter);
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &EventRowsModel::scanSlice);
    connect(&feed, &EventFeed::appended, this, &EventRowsModel::onAppended);
    connect(&feed, &EventFeed::letGo, this, &EventRowsModel::onLetGo);
    connect(&feed, &EventFeed::cleared, this, &EventRowsModel::onCleared);
    if (!feed.recording().empty())
        onAppended(0, static_cast<qsizetype>(feed.recording().size()));
}

int EventRowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_index.size());
}

QVariant EventRowsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole: {
        const QString shown = text(index.row(), index.column());
        if (index.column() != Number)
            return shown;
        const std::optional<core::Event> event = eventAt(index.row());
        return event && isMarked(*event) ? marked(shown) : shown;
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(isNumeric(index.column()) ? Qt::AlignRight | Qt::AlignVCenter
                                                             : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole: {
        const std::optional<core::Event> event = index.column() == Number ? eventAt(index.row()) : std::nullopt;
        if (!event || !isMarked(*event))
            return text(index.row(), index.column());
        return markedInWords(numberAt(index.row()));
    }
    case NumberRole:
        return QVariant::fromValue(numberAt(index.row()));
    default:
        break;
    }
    const std::optional<core::Event> event = eventAt(index.row());
    if (!event)
        return {};
    switch (role) {
    case TroubleRole:
        return isMarked(*event);
    case SideRole:
        return static_cast<int>(event->side);
    case KindRole:
        return static_cast<int>(event->kind);
    case InferredRole:
        return event->source == core::Source::Inferred;
    default:
        return {};
    }
}

QString EventRowsModel::text(int row, int column) const
{
    const quint64 number = numberAt(row);
    const std::optional<core::Event> event = m_feed.recording().find(number);
    return event ? cellText(*event, number, row, column) : QString();
}

QString EventRowsModel::cellText(const core::Event& event, quint64 number, int row, int column) const
{
    switch (column) {
    case Number:
        return QString::number(number);
    case Time:
        return timeText(event.startNs, m_feed.recording().originNs());
    case Delta: {
        const std::optional<core::Event> before = row > 0 ? eventAt(row - 1) : std::nullopt;
        return before ? deltaText(event.startNs - before->startNs) : QString();
    }
    case Side:
        return sideText(event.side);
    case Connection:
        return fromUtf8(m_labels.text(event, number));
    default:
        return {};
    }
}

void EventRowsModel::setFilter(const LogFilter& filter)
{
    if (filter == m_index.filter())
        return;
    beginResetModel();
    m_index.setFilter(filter);
    m_index.scan(LogIndex::Clock::now() + kSlice);
    m_index.commit();
    endResetModel();
    if (m_index.isComplete())
        m_slices.stop();
    else
        m_slices.start();
    Q_EMIT countsChanged();
}

int EventRowsModel::rowOf(quint64 number) const
{
    return static_cast<int>(m_index.rowOf(number));
}

quint64 EventRowsModel::numberAt(int row) const
{
    return m_index.numberAt(static_cast<std::size_t>(row));
}

std::optional<core::Event> EventRowsModel::eventAt(int row) const
{
    return m_feed.recording().find(numberAt(row));
}

QString EventRowsModel::rowText(int row) const
{
    QStringList columns;
    for (int column = 0; column < columnCount(); ++column)
        columns.append(text(row, column));
    return columns.join(QLatin1Char('\t'));
}

void EventRowsModel::onAppended(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    bool renamed = false;
    for (qsizetype i = first; i < first + count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        renamed = m_labels.learn(recording.at(at), recording.firstNumber() + at) || renamed;
    }
    if (renamed && rowCount() > 0)
        Q_EMIT dataChanged(index(0, Connection), index(rowCount() - 1, Connection), {Qt::DisplayRole});
    if (m_slices.isActive()) // still busy with older ones; their turn comes
        Q_EMIT countsChanged();
    else
        scanSlice();
}

void EventRowsModel::onLetGo()
{
    const std::uint64_t first = m_feed.recording().firstNumber();
    m_labels.forgetBefore(first);
    const std::size_t gone = m_index.countBefore(first);
    if (gone > 0)
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
    m_index.dropBefore(first);
    if (gone > 0) {
        endRemoveRows();
        if (rowCount() > 0) // the first row has no row before it any more
            Q_EMIT dataChanged(index(0, Delta), index(0, Delta), {Qt::DisplayRole});
    }
    Q_EMIT countsChanged();
}

void EventRowsModel::onCleared()
{
    beginResetModel();
    m_labels.forgetBefore(m_feed.recording().firstNumber());
    m_index.restart();
    endResetModel();
    m_slices.stop();
    Q_EMIT countsChanged();
}

void EventRowsModel::scanSlice()
{
    const std::size_t found = m_index.scan(LogIndex::Clock::now() + kSlice);
    if (found > 0) {
        const auto rows = static_cast<int>(m_index.size());
        beginInsertRows({}, rows, rows + static_cast<int>(found) - 1);
        m_index.commit();
        endInsertRows();
    }
    if (m_index.isComplete())
        m_slices.stop();
    else if (!m_slices.isActive())
        m_slices.start();
    Q_EMIT countsChanged();
}

} // namespace widgets
