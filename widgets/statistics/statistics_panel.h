// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of statistics: tables of connections and calls, charts of throughput and round-trip time.
#pragma once

#include "widgets/feed/event_feed.h"
#include "widgets/log/connection_labels.h"

#include <QTimer>
#include <QWidget>

class QMenu;
class QStackedLayout;

namespace widgets {

class CallStatisticsModel;
class ConnectionStatisticsModel;
class MarkToggle;
class RateCharts;
class RoleLabel;
class StatisticsReader;
class StatisticsView;

/// Counts all the time; shows what was counted two times a second while it is visible. A connection that is selected
/// narrows the table of calls to its own. GUI thread.
class StatisticsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive the panel.
    StatisticsPanel(EventFeed& feed, const ConnectionLabels& labels, QWidget* parent = nullptr);

    StatisticsReader& reader() const { return *m_reader; }
    StatisticsView& connections() const { return *m_connections; }
    StatisticsView& calls() const { return *m_calls; }
    RateCharts& charts() const { return *m_charts; }
    /// All in one line, in words.
    QString summary() const;

public Q_SLOTS:
    /// Shows what is counted now.
    void refresh();

Q_SIGNALS:
    /// The user wants to see the events of a connection, or of a call.
    void connectionActivated(core::ConnectionId connection);
    void callActivated(core::Call call);
    /// The user wants to read the bytes of a connection.
    void followStreamRequested(core::ConnectionId connection);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeTables();
    void makeTools(QWidget& tools);
    void updateWords();
    void onConnectionMenu(QMenu* menu, quint64 id);

    EventFeed& m_feed;
    StatisticsReader* m_reader;
    ConnectionStatisticsModel* m_connectionModel;
    CallStatisticsModel* m_callModel;
    RoleLabel* m_summary;
    MarkToggle* m_lastMinute;
    RoleLabel* m_callsTitle;
    StatisticsView* m_connections;
    StatisticsView* m_calls;
    RateCharts* m_charts;
    QStackedLayout* m_stack;
    QTimer m_timer;
};

} // namespace widgets
