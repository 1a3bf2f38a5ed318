// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statistics/statistics_panel.h"

#include "core/clock.h"
#include "widgets/common/mark_toggle.h"
#include "widgets/common/role_label.h"
#include "widgets/statistics/call_statistics_model.h"
#include "widgets/statistics/connection_statistics_model.h"
#include "widgets/statistics/rate_charts.h"
#include "widgets/statistics/statistics_reader.h"
#include "widgets/statistics/statistics_view.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace widgets {

using namespace std::chrono_literals;

namespace {

constexpr auto kBetweenUpdates = 500ms;

} // namespace

StatisticsPanel::StatisticsPanel(EventFeed& feed, const ConnectionLabels& labels, QWidget* parent)
    : QWidget(parent),
      m_feed(feed),
      m_reader(new StatisticsReader(feed, this)),
      m_connectionModel(new ConnectionStatisticsModel(m_reader->statistics(), labels, this)),
      m_callModel(new CallStatisticsModel(m_reader->statistics(), this)),
      m_summary(new RoleLabel(Role::Neutral, {})),
      m_lastMinute(new MarkToggle(tr("Last 60 s"), tr("The charts show the last minute, or everything"), true)),
      m_callsTitle(new RoleLabel(Role::Neutral, {})),
      m_charts(new RateCharts)
{
    setAccessibleName(tr("Statistics"));
    const QString time = QStringLiteral("123 ms");
    const QString count = QStringLiteral("123,456");
    m_connections = new StatisticsView(*m_connectionModel,
                                       {QStringLiteral("1234"), QStringLiteral("127.0.0.1:54321 → 127.0.0.1:8080"),
                                        count, count, count, count, count, time, time, time, time, time, time},
                                       -1);
    m_connections->setAccessibleName(tr("Statistics of the connections"));
    m_calls = new StatisticsView(
        *m_callModel,
        {QStringLiteral("epoll_create1"), count, count, count, count, count, time, time, time, time, time},
        CallStatisticsModel::Name);
    m_calls->setAccessibleName(tr("Statistics of the calls"));
    for (StatisticsView* view : {m_connections, m_calls}) {
        view->setSortingEnabled(true);
    }
    m_connections->sortByColumn(ConnectionStatisticsModel::Number, Qt::DescendingOrder);
    m_calls->sortByColumn(CallStatisticsModel::Calls, Qt::DescendingOrder);

    auto* content = new QWidget;
    auto* tools = new QWidget(content);
    makeTools(*tools);
    auto* splitter = new QSplitter(Qt::Horizontal, content);
    splitter->addWidget(makeTables());
    splitter->addWidget(m_charts);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({860, 480});
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(5);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tools);
    layout->addWidget(splitter, 1);

    auto* empty = new RoleLabel(
        Role::Muted, feed.isLive()
                         ? tr("Nothing was counted yet. Start the server and connect a client, or run the demo: calls, "
                              "bytes and times are counted here from then on.")
                         : tr("There is nothing to count in this recording."));
    empty->setWordWrap(true);
    empty->setAlignment(Qt::AlignCenter);
    empty->setMargin(20);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(content);

    connect(m_lastMinute, &MarkToggle::toggled, this, [this](bool on) {
        m_charts->setLastMinute(on);
        refresh();
    });
    connect(m_connections, &StatisticsView::currentIdChanged, this, [this](quint64 id) {
        m_callModel->setConnection(static_cast<core::ConnectionId>(id));
        updateWords();
    });
    connect(m_connections, &StatisticsView::rowActivated, this, [this](quint64 id) {
        if (id != 0)
            Q_EMIT connectionActivated(static_cast<core::ConnectionId>(id));
    });
    connect(m_connections, &StatisticsView::menuRequested, this, &StatisticsPanel::onConnectionMenu);
    connect(m_calls, &StatisticsView::rowActivated, this,
            [this](quint64 id) { Q_EMIT callActivated(static_cast<core::Call>(id)); });
    connect(m_reader, &StatisticsReader::restarted, this, &StatisticsPanel::refresh);
    m_timer.setInterval(kBetweenUpdates);
    connect(&m_timer, &QTimer::timeout, this, &StatisticsPanel::refresh);
    refresh();
}

void StatisticsPanel::makeTools(QWidget& tools)
{
    auto* copy = new QToolButton(&tools);
    copy->setText(tr("Copy tables"));
    copy->setToolTip(tr("Copies a table as CSV or Markdown"));
    copy->setFocusPolicy(Qt::StrongFocus);
    copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(copy);
    m_connections->addCopyActions(*menu->addMenu(tr("&Connections")));
    m_calls->addCopyActions(*menu->addMenu(tr("Ca&lls")));
    copy->setMenu(menu);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(&tools);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(5);
    row->addWidget(m_summary, 1);
    row->addWidget(copy);
    row->addWidget(m_lastMinute);
}

QWidget* StatisticsPanel::makeTables()
{
    auto* tables = new QSplitter(Qt::Vertical);
    tables->addWidget(m_connections);
    auto* calls = new QWidget;
    auto* layout = new QVBoxLayout(calls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_callsTitle->setContentsMargins(8, 4, 8, 0);
    layout->addWidget(m_callsTitle);
    layout->addWidget(m_calls, 1);
    tables->addWidget(calls);
    tables->setChildrenCollapsible(false);
    tables->setHandleWidth(5);
    return tables;
}

void StatisticsPanel::onConnectionMenu(QMenu* menu, quint64 id)
{
    if (id == 0)
        return;
    const auto connection = static_cast<core::ConnectionId>(id);
    menu->addAction(tr("Show its &events"), this, [this, connection] { Q_EMIT connectionActivated(connection); });
    menu->addAction(tr("&Follow stream"), this, [this, connection] { Q_EMIT followStreamRequested(connection); });
    menu->addSeparator();
}

void StatisticsPanel::refresh()
{
    const core::Statistics& statistics = m_reader->statistics();
    // Before anything happened to the user there are only the program's own preparations.
    m_stack->setCurrentIndex(m_feed.recording().originNs() == 0 || statistics.events() == 0 ? 0 : 1);
    if (!isVisible())
        return;
    m_connectionModel->refresh();
    if (!m_connections->currentIndex().isValid() && m_callModel->connection() != 0)
        m_callModel->setConnection(0);
    m_callModel->refresh();
    updateWords();
    // In a recording that was opened nothing goes on: its last event is what time is counted back from.
    m_charts->showStatistics(statistics, m_feed.isLive() ? core::monotonicNs() : m_reader->newestNs(), m_feed.isLive());
}

void StatisticsPanel::updateWords()
{
    const core::Statistics& statistics = m_reader->statistics();
    const QLocale locale;
    const auto number = [&locale](quint64 value) { return locale.toString(value); };
    QString words =
        tr("events: %1 · connections: %2 · bytes: → %3, ← %4 · answers: %5")
            .arg(number(statistics.events()), number(statistics.connections().size() + statistics.earlierCount()),
                 number(statistics.bytes(core::StreamDirection::ToServer)),
                 number(statistics.bytes(core::StreamDirection::ToClient)), number(statistics.roundTrips().count()));
    if (!m_reader->isComplete())
        words = tr("%1 (still counting …)").arg(words);
    if (m_reader->missed() > 0)
        words =
            tr("%1; %2 older events were dropped before they could be counted").arg(words, number(m_reader->missed()));
    m_summary->setText(words);
    m_callsTitle->setText(m_callModel->connection() == 0 ? tr("Calls of all connections and listeners")
                                                         : tr("Calls of connection %1").arg(m_callModel->connection()));
}

QString StatisticsPanel::summary() const
{
    return m_summary->text();
}

void StatisticsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_timer.start();
    refresh();
}

void StatisticsPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

} // namespace widgets

#include "moc_statistics_panel.cpp"
