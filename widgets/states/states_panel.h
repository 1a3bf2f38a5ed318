// SPDX-License-Identifier: GPL-3.0-or-later
// The tab "TCP states": the diagram, the choice of a connection, and what the states mean.
#pragma once

#include "core/clock.h"
#include "widgets/feed/event_feed.h"
#include "widgets/moment/moment.h"
#include "widgets/states/state_history.h"

#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>

class QComboBox;

namespace widgets {

class ConnectionListModel;
class EndSummary;
class RoleLabel;
class StateDiagramView;

/// Shows the ways of both ends of one connection, and of the server's listener. Follows the newest connection until
/// another one is chosen. GUI thread.
class StatesPanel final : public QWidget
{
    Q_OBJECT
public:
    using Clock = std::function<std::int64_t()>; ///< CLOCK_MONOTONIC in nanoseconds.

    /// `feed` is not owned and outlives the panel.
    explicit StatesPanel(EventFeed& feed, QWidget* parent = nullptr, Clock clock = core::monotonicNs);

    StateDiagramView* view() const { return m_view; }
    /// The connection that is shown; nothing before the first.
    std::optional<core::ConnectionId> connection() const;
    /// The sentence on the state that is chosen or pointed at, or else on the newest one.
    QString explanation() const;

public Q_SLOTS:
    /// Marks the arrow of a state event that was chosen elsewhere, and shows its connection; emits nothing. Other
    /// events take the mark away.
    void selectEvent(quint64 number);
    /// Shows the ways up to there; without a moment the present. Where the newest connection is followed, that of the
    /// event is shown, or the newest of then.
    void showMoment(const std::optional<widgets::Moment>& moment);

Q_SIGNALS:
    void eventSelected(quint64 number); ///< The user chose it in the diagram.

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeLayout();
    QWidget* makeSide();
    void onAppended(qsizetype first, qsizetype count);
    void onLetGo();
    void onCleared();
    void refresh();
    const StateHistory& history() const { return m_moment ? m_moment->tables->states : m_history; }
    void explain();

    const EventFeed& m_feed;
    Clock m_clock;
    StateHistory m_history; // of the present
    std::optional<Moment> m_moment;
    ConnectionListModel* m_connections;
    StateDiagramView* m_view;
    QComboBox* m_chooser;
    EndSummary* m_listener;
    EndSummary* m_server;
    EndSummary* m_client;
    RoleLabel* m_stateName;
    RoleLabel* m_explanation;
    QTimer m_countdown; // runs while the panel is in sight and an end is in TIME_WAIT
};

} // namespace widgets
