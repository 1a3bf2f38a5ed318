// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/event_rows_model.h"

#include "widgets/common/error_text.h"
#include "widgets/log/log_text.h"
#include "widgets/log/moving/bookmarks.h"

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kSlice = 4ms;
constexpr auto kBetweenShows = 30ms; // while a search goes on
constexpr std::size_t kFew = 8192;   // rows that may be shown in the pass that found them
const QString kBookmarkMark = QStringLiteral("\u2605 ");
const QString kReferenceMark = QStringLiteral("\u25ce ");

} // namespace

EventRowsModel::EventRowsModel(EventFeed& feed, const LogFilter& filter, QObject* parent)
    : QAbstractTableModel(parent), m_feed(feed), m_index(feed.recording(), m_labels)
{
    m_index.setFilter(filter);
    connect(&m_slices, &SliceTimer::timeout, this, &EventRowsModel::scanSlice);
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
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const bool spoken = role == Qt::AccessibleTextRole;
        if (index.column() == Number)
            return numberCell(index.row(), spoken);
        if (index.column() == Time)
            return timeCell(index.row(), spoken);
        if (index.column() == Connection && spoken)
            return spokenConnection(index.row());
        return text(index.row(), index.column());
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(isNumeric(index.column()) ? Qt::AlignRight | Qt::AlignVCenter
                                                             : Qt::AlignLeft | Qt::AlignVCenter);
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
    case ConnectionRole:
        return event->connection;
    case Qt::ToolTipRole:
        return index.column() == Time ? dateAndTimeText(event->startNs, m_feed.realtimeOffsetNs()) : QVariant();
    default:
        return {};
    }
}

QVariant EventRowsModel::numberCell(int row, bool spoken) const
{
    const quint64 number = numberAt(row);
    const std::optional<core::Event> event = eventAt(row);
    if (!event)
        return {};
    const bool bookmarked = m_bookmarks && m_bookmarks->has(number);
    if (spoken) {
        const QString words = isMarked(*event) ? markedInWords(number) : QString::number(number);
        return bookmarked ? tr("%1, bookmark").arg(words) : words;
    }
    const QString shown = isMarked(*event) ? marked(QString::number(number)) : QString::number(number);
    return bookmarked ? kBookmarkMark + shown : shown;
}

QVariant EventRowsModel::timeCell(int row, bool spoken) const
{
    const QString shown = text(row, Time);
    if (m_time.reference == 0 || numberAt(row) != m_time.reference)
        return shown;
    return spoken ? tr("%1, time reference").arg(shown) : kReferenceMark + shown;
}

QString EventRowsModel::spokenConnection(int row) const
{
    const std::optional<core::Event> event = eventAt(row);
    const QString ends = text(row, Connection);
    return event && event->connection != 0 ? tr("%1, connection %2").arg(ends).arg(event->connection) : ends;
}

void EventRowsModel::setTimeFormat(TimeColumn::Format format)
{
    if (format == m_time.format)
        return;
    m_formatBefore = m_time.format;
    m_time.format = format;
    renewColumn(Time);
}

void EventRowsModel::setTimeReference(quint64 number)
{
    const std::optional<core::Event> event = m_feed.recording().find(number);
    if (!event && number != 0)
        return;
    m_time.reference = number;
    m_time.referenceNs = event ? event->startNs : 0;
    if (number != 0)
        setTimeFormat(TimeColumn::Format::SinceReference);
    else if (m_time.format == TimeColumn::Format::SinceReference)
        setTimeFormat(m_formatBefore);
    renewColumn(Time);
}

void EventRowsModel::setBookmarks(const Bookmarks* bookmarks)
{
    m_bookmarks = bookmarks;
    if (bookmarks)
        connect(bookmarks, &Bookmarks::changed, this, [this] { renewColumn(Number); });
    renewColumn(Number);
}

void EventRowsModel::renewColumn(int column)
{
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
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
        return m_time.text(event.startNs, m_feed.recording().originNs(), m_feed.realtimeOffsetNs());
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

QList<core::FilterKey> EventRowsModel::filterKeys(int column, const core::Event& event) const
{
    Q_UNUSED(event);
    using core::FilterKey;
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

int EventRowsModel::rowsBefore(quint64 number) const
{
    return static_cast<int>(m_index.countBefore(number));
}

void EventRowsModel::setPaused(bool paused)
{
    if (paused == m_pause.has_value())
        return;
    if (paused) {
        const core::Recording& recording = m_feed.recording();
        m_pause = Pause{.number = recording.firstNumber() + recording.size()};
        if (!recording.empty())
            m_pause->ns = recording.at(recording.size() - 1).startNs;
        m_index.holdFrom(m_pause->number);
    } else {
        m_pause.reset();
        m_index.holdFrom(LogIndex::kNoHold);
        scanSlice();
    }
    Q_EMIT pausedChanged(paused);
}

quint64 EventRowsModel::eventsSincePause() const
{
    const core::Recording& recording = m_feed.recording();
    return m_pause ? recording.firstNumber() + recording.size() - m_pause->number : 0;
}

std::optional<core::Event> EventRowsModel::eventAt(int row) const
{
    return m_feed.recording().find(numberAt(row));
}

QString EventRowsModel::rowText(int row, const QList<int>& columns) const
{
    const quint64 number = numberAt(row);
    const std::optional<core::Event> event = m_feed.recording().find(number);
    QString all;
    for (const int column : columns) {
        if (column != columns.first())
            all += QLatin1Char('\t');
        if (event)
            all += cellText(*event, number, row, column);
    }
    return all;
}

void EventRowsModel::onAppended(qsizetype first, qsizetype count)
{
    const core::Recording& recording = m_feed.recording();
    bool renamed = false;
    for (qsizetype i = first; i < first + count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        renamed = m_labels.learn(recording.at(at), recording.firstNumber() + at) || renamed;
    }
    if (renamed)
        renewColumn(Connection);
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
    if (m_pause)
        m_pause->rowsGone += gone;
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
    setPaused(false);
    Q_EMIT countsChanged();
}

// New rows cost the view as much as the search for them: a pass does one or the other, unless they are few.
void EventRowsModel::scanSlice()
{
    const auto now = LogIndex::Clock::now();
    const bool isTimeToShow = m_index.hasFoundMany() || now >= m_nextShow || !m_index.hasUnseen();
    if (m_index.found() > 0 && isTimeToShow) {
        showFound();
    } else {
        m_index.scan(now + kSlice);
        if (!m_index.hasUnseen() && m_index.found() <= kFew)
            showFound();
    }
    if (m_index.isComplete())
        m_slices.stop();
    else if (!m_slices.isActive())
        m_slices.start();
    Q_EMIT countsChanged();
}

void EventRowsModel::showFound()
{
    if (m_index.found() == 0)
        return;
    const auto rows = static_cast<int>(m_index.size());
    beginInsertRows({}, rows, rows + static_cast<int>(m_index.found()) - 1);
    m_index.commit();
    endInsertRows();
    m_nextShow = LogIndex::Clock::now() + kBetweenShows;
}

} // namespace widgets

#include "moc_event_rows_model.cpp"
