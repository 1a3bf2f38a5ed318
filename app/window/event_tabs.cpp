// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/event_tabs.h"

#include "core/clock.h"
#include "widgets/common/error_text.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/log/log_view.h"
#include "widgets/packets/packet_view.h"
#include "widgets/packets/packets_panel.h"
#include "widgets/states/states_panel.h"
#include "widgets/statistics/statistics_panel.h"
#include "widgets/stream/stream_window.h"

#include <QAction>
#include <QTabBar>
#include <algorithm>

namespace app {

using widgets::LogPanel;
using widgets::PacketsPanel;
using widgets::StatesPanel;
using widgets::StatisticsPanel;
using widgets::StreamWindow;

namespace {

constexpr std::size_t kLookedBack = 4096; // events, for the newest connection

/// Where "now" is: of a recording that was opened, at its end.
StatesPanel::Clock clockOf(const widgets::EventFeed& feed)
{
    if (feed.isLive())
        return core::monotonicNs;
    return
        [&recording = feed.recording()] { return recording.empty() ? 0 : recording.at(recording.size() - 1).startNs; };
}

} // namespace

EventTabs::EventTabs(widgets::EventFeed& feed, const widgets::EventDetails::ThreadName& threadName, QWidget* parent)
    : QTabWidget(parent),
      m_feed(feed),
      m_log(new LogPanel(feed, threadName)),
      m_states(new StatesPanel(feed, nullptr, clockOf(feed))),
      m_packets(new PacketsPanel(feed)),
      m_statistics(new StatisticsPanel(feed, m_log->model().labels())),
      m_followStream(new QAction(tr("Follow &stream"), this))
{
    setDocumentMode(true);
    setTabBarAutoHide(true);
    addTab(m_log, tr("Event log"));
    addTab(m_states, tr("TCP states"));
    addTab(m_packets, tr("Packets"));
    addTab(m_statistics, tr("Statistics"));
    // The keyboard goes to the bar or to the page. Qt makes the bar stand for the whole: hidden, it would trap Tab.
    setFocusProxy(nullptr);
    setFocusPolicy(Qt::NoFocus);
    tabBar()->setAccessibleName(tr("Views of the events"));

    connect(m_log, &LogPanel::showRequested, this, [this] { setCurrentWidget(m_log); });
    connect(m_log, &LogPanel::eventSelected, this, &EventTabs::eventSelected);
    connect(m_states, &StatesPanel::eventSelected, this, &EventTabs::eventSelected);
    connect(m_packets, &PacketsPanel::eventSelected, this, &EventTabs::eventSelected);
    connectStatistics();

    m_followStream->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S));
    m_followStream->setShortcutVisibleInContextMenu(true);
    m_followStream->setToolTip(tr("Shows the bytes of the selected event's connection, both ways"));
    m_log->view().addAction(m_followStream);
    m_packets->view().addAction(m_followStream);
    connect(m_followStream, &QAction::triggered, this, [this] {
        if (const core::ConnectionId connection = connectionToFollow(); connection != 0)
            followStream(connection);
    });
    connect(&feed, &widgets::EventFeed::appended, this, &EventTabs::updateFollowStream);
    connect(&feed, &widgets::EventFeed::cleared, this, &EventTabs::updateFollowStream);
    updateFollowStream();
}

void EventTabs::connectStatistics()
{
    const auto showEvents = [this](const QString& filter) {
        setCurrentWidget(m_log);
        m_log->filterBy(filter);
    };
    connect(m_statistics, &StatisticsPanel::connectionActivated, this,
            [showEvents](core::ConnectionId connection) { showEvents(QStringLiteral("conn:%1").arg(connection)); });
    connect(m_statistics, &StatisticsPanel::callActivated, this, [showEvents](core::Call call) {
        showEvents(QStringLiteral("call:%1").arg(QLatin1String(core::callInfo(call).name)));
    });
    connect(m_statistics, &StatisticsPanel::followStreamRequested, this,
            [this](core::ConnectionId connection) { followStream(connection); });
}

core::ConnectionId EventTabs::connectionToFollow() const
{
    const core::Recording& recording = m_feed.recording();
    if (const std::optional<core::Event> selected = recording.find(m_selected); selected && selected->connection != 0)
        return selected->connection;
    const std::size_t last = recording.size() - std::min(recording.size(), kLookedBack);
    for (std::size_t i = recording.size(); i > last; --i) {
        if (const core::ConnectionId connection = recording.at(i - 1).connection; connection != 0)
            return connection;
    }
    return 0;
}

void EventTabs::updateFollowStream()
{
    m_followStream->setEnabled(connectionToFollow() != 0);
}

StreamWindow& EventTabs::followStream(core::ConnectionId connection)
{
    m_streams.removeAll(nullptr);
    for (const QPointer<StreamWindow>& open : m_streams) {
        if (open->panel().content().connection() != connection)
            continue;
        open->panel().showNearEvent(m_selected);
        open->raise();
        open->activateWindow();
        return *open;
    }
    const widgets::ConnectionLabels::EndTexts ends = m_log->model().labels().ends(connection);
    const auto known = [](const std::string& end) {
        return end.empty() ? QStringLiteral("?") : widgets::fromUtf8(end);
    };
    auto* window =
        new StreamWindow(m_feed, connection, tr("%1 → %2").arg(known(ends.client), known(ends.server)), this);
    connect(&window->panel(), &widgets::StreamPanel::eventSelected, this, &EventTabs::eventSelected);
    window->panel().showNearEvent(m_selected);
    m_streams.append(window);
    window->show();
    return *window;
}

void EventTabs::selectEvent(quint64 number)
{
    m_selected = number;
    m_log->selectEvent(number);
    m_states->selectEvent(number);
    m_packets->selectEvent(number);
    for (const QPointer<StreamWindow>& stream : m_streams) {
        if (stream)
            stream->panel().selectEvent(number);
    }
    updateFollowStream();
}

void EventTabs::showMoment(const std::optional<widgets::Moment>& moment)
{
    m_states->showMoment(moment);
}

} // namespace app

#include "moc_event_tabs.cpp"
