// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_panel.h"

#include "widgets/log/columns/table_columns.h"
#include "widgets/log/filter/filter_bar.h"
#include "widgets/log/filter/filter_field.h"
#include "widgets/log/filter/seen_values.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_overlay.h"
#include "widgets/log/log_toolbar.h"
#include "widgets/log/log_view.h"
#include "widgets/log/moving/log_actions.h"
#include "widgets/log/rows_status.h"

#include <QDataStream>
#include <QIODevice>
#include <QItemSelectionModel>
#include <QSplitter>
#include <QVBoxLayout>
#include <utility>

namespace widgets {

namespace {

constexpr quint32 kMagic = 0x53504c47; // "SPLG"
constexpr quint8 kVersion = 3;
constexpr int kMaxSize = 100'000; // pixels; what is larger was not saved by us

void write(QDataStream& stream, const QList<int>& sizes)
{
    stream << static_cast<quint8>(sizes.size());
    for (const int size : sizes)
        stream << static_cast<qint32>(size);
}

/// False unless exactly `count` sensible sizes come.
bool read(QDataStream& stream, QList<int>& sizes, int count)
{
    quint8 stored = 0;
    stream >> stored;
    if (stored != count)
        return false;
    for (int i = 0; i < count; ++i) {
        qint32 size = -1;
        stream >> size;
        if (size < 0 || size > kMaxSize)
            return false;
        sizes.append(size);
    }
    return stream.status() == QDataStream::Ok;
}

} // namespace

LogPanel::LogPanel(EventFeed& feed, EventDetails::ThreadName threadName, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_model(new LogModel(feed, threadName, this)),
      m_toolbar(new LogToolbar(this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_view(new LogView(*m_model)),
      m_details(new EventDetails(feed, m_model->labels(), threadName)),
      m_overlay(new LogOverlay(m_view->viewport()))
{
    setAccessibleName(tr("Event log"));
    m_model->setThreadNames(std::move(threadName));
    auto* rows = new QWidget;
    auto* below = new QVBoxLayout(rows);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(0);
    below->addWidget(m_view, 1);
    m_actions = new LogActions(*m_view, *m_model, *below, this);
    m_splitter->addWidget(rows);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({950, 400});
    m_splitter->setCollapsible(0, false);
    m_splitter->setHandleWidth(5);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolbar);
    layout->addWidget(m_splitter, 1);

    m_toolbar->setLive(feed.isLive());
    connect(m_toolbar, &LogToolbar::filterChanged, m_model, &LogModel::setFilter);
    connect(m_toolbar, &LogToolbar::followingToggled, this, [this](bool on) {
        m_view->setFollowing(on);
        if (on)
            Q_EMIT followRequested();
    });
    connect(&m_actions->status(), &RowsStatus::followClicked, this, [this] {
        m_view->setFocus(Qt::OtherFocusReason); // the line goes
        m_toolbar->setFollowing(true);
    });
    connect(m_toolbar, &LogToolbar::pausedToggled, m_model, &LogModel::setPaused);
    connect(m_model, &LogModel::pausedChanged, m_toolbar, &LogToolbar::setPaused);
    connect(m_actions, &LogActions::used, this, &LogPanel::showRequested);
    connect(m_toolbar, &LogToolbar::copyClicked, m_view, &LogView::copyRows);
    connect(m_toolbar, &LogToolbar::clearClicked, this, &LogPanel::clearRequested);
    connect(m_toolbar, &LogToolbar::filterLeft, m_view, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_view, &LogView::followingChanged, m_toolbar, &LogToolbar::setFollowing);
    connect(m_view, &LogView::eventSelected, this, [this](quint64 number) {
        m_details->setEvent(number);
        Q_EMIT eventSelected(number);
    });
    filterBar().field().setValues(new SeenValues(feed, m_model->filterContext(), this));
    connect(m_view, &LogView::termChosen, &filterBar().field(), &FilterField::narrow);
    connect(m_overlay, &LogOverlay::startDemoClicked, this, &LogPanel::startDemoRequested);
    connect(m_overlay, &LogOverlay::clearFilterClicked, this, &LogPanel::clearFilter);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LogPanel::updateCopy);
    connect(m_model, &LogModel::countsChanged, this, &LogPanel::updateCounts);
    updateCounts();
}

void LogPanel::updateCounts()
{
    const quint64 total = m_feed.recording().size();
    const auto shown = static_cast<quint64>(m_model->rowCount());
    // Before anything happened to the user there are only the program's own preparations: no events yet.
    const bool begun = m_feed.recording().originNs() != 0;
    m_toolbar->setCounts(shown, begun ? total : shown, m_model->isComplete());
    updateCopy();
    m_toolbar->setMissing(m_feed.recording().letGo(), m_lost);
    // What the program does to wait for the first click is nothing that happened to the user.
    const bool onlyWaiting = shown == 0 && m_model->isComplete() && m_toolbar->filter() == LogFilter{};
    if (shown == 0 && !m_feed.isLive() && (total == 0 || onlyWaiting))
        m_overlay->showSentence(tr("Nothing happened in this recording."));
    else if (shown == 0 && !begun)
        m_overlay->showNothingYet();
    else if (shown == 0 && m_model->pause() && m_model->pause()->rowsGone > 0)
        m_overlay->showSentence(
            tr("The log is paused, and all its rows were dropped to make room for what happens. End "
               "the pause (F9) to see that."));
    else if (total == 0 || onlyWaiting)
        m_overlay->showCleared();
    else if (shown == 0 && m_model->isComplete())
        m_overlay->showAllHidden(total);
    else
        m_overlay->hide();
}

void LogPanel::updateCopy()
{
    m_toolbar->setCanCopy(m_view->selectionModel()->hasSelection());
}

void LogPanel::clearFilter()
{
    // When nothing but waiting calls was recorded, they are what is left to show.
    LogFilter everyKind;
    everyKind.waitingCalls = m_toolbar->filter().waitingCalls || m_toolbar->filter() == LogFilter{};
    m_toolbar->setFilter(everyKind);
    m_view->setFocus(Qt::OtherFocusReason);
}

void LogPanel::selectEvent(quint64 number)
{
    m_details->setEvent(number);
    m_view->selectEvent(number);
}

FilterBar& LogPanel::filterBar() const
{
    return m_toolbar->filterBar();
}

void LogPanel::focusFilter()
{
    m_toolbar->focusFilter();
}

void LogPanel::filterBy(const QString& text)
{
    LogFilter filter = m_toolbar->filter();
    filter.text = text;
    m_toolbar->setFilter(filter);
}

void LogPanel::setLost(quint64 lost)
{
    m_lost = lost;
    updateCounts();
}

QByteArray LogPanel::saveState() const
{
    const LogFilter filter = m_toolbar->filter();
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << kMagic << kVersion;
    write(stream, m_splitter->sizes());
    write(stream, m_view->columns().layout());
    // A reference belongs to one recording.
    const TimeColumn::Format format = m_model->timeColumn().format;
    stream << (format == TimeColumn::Format::TimeOfDay);
    stream << filter.calls << filter.states << filter.packets << filter.messages << filter.notes << filter.waitingCalls;
    return state;
}

bool LogPanel::restoreState(const QByteArray& state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0;
    quint8 version = 0;
    stream >> magic >> version;
    if (magic != kMagic || version != kVersion)
        return false;
    QList<int> panes;
    ColumnLayout columns;
    if (!read(stream, panes, m_splitter->count()) || !read(stream, columns, LogModel::ColumnCount))
        return false;
    LogFilter filter;
    bool timeOfDay = false;
    stream >> timeOfDay;
    stream >> filter.calls >> filter.states >> filter.packets >> filter.messages >> filter.notes >> filter.waitingCalls;
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return false;
    if (panes.first() > 0) // else it was never shown
        m_splitter->setSizes(panes);
    m_model->setTimeFormat(timeOfDay ? TimeColumn::Format::TimeOfDay : TimeColumn::Format::SinceStart);
    m_view->columns().setLayout(columns);
    m_toolbar->setFilter(filter);
    return true;
}

} // namespace widgets

#include "moc_log_panel.cpp"
