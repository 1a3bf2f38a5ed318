// SPDX-License-Identifier: GPL-3.0-or-later
// The table of connections with its buttons.
#pragma once

#include "widgets/moment/moment.h"

#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

class QAction;
class QPushButton;
class QStackedLayout;
class QTableView;
class QTimer;

namespace widgets {

class ConnectionTableModel;
class EventFeed;
class RoleLabel;

/// Shows every connection of the server and asks for what the user wants done with the selected ones. Keys in the
/// table: Delete closes, Ctrl+A selects all, Enter activates. Says what to do while it is empty. GUI thread.
class ConnectionList final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionList(EventFeed& feed, QWidget* parent = nullptr);

    QSize sizeHint() const override { return minimumSizeHint(); } ///< Takes what others leave.
    ConnectionTableModel& model() { return *m_model; }
    QTableView* view() { return m_view; }
    /// What stands in the place of an empty table; `command` may be empty. Both can be selected and copied.
    void setEmptyText(const QString& sentence, const QString& command);
    /// Open connections among the selected rows, newest first.
    std::vector<core::ConnectionId> selectedOpen() const;
    /// The past is there to be read: what acts on connections is disabled.
    void showMoment(const std::optional<Moment>& moment);

Q_SIGNALS:
    void closeRequested(std::vector<core::ConnectionId> connections);
    void halfCloseRequested(std::vector<core::ConnectionId> connections);
    void resetRequested(std::vector<core::ConnectionId> connections);
    void closeAllRequested();
    /// The user wants to read the bytes of a connection.
    void followStreamRequested(core::ConnectionId connection);
    /// Enter or double click on a row.
    void connectionActivated(core::ConnectionId connection);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using ListSignal = void (ConnectionList::*)(std::vector<core::ConnectionId>);
    QPushButton* addButton(const QString& text, const QString& toolTip, ListSignal signal);
    void setUpView();
    void updateEnabled();
    void updateToolTips();
    std::pair<int, int> visibleRows() const;
    void updateColumnWidths();
    void refreshVisibleAges();

    ConnectionTableModel* m_model;
    QTableView* m_view;
    QStackedLayout* m_stack;
    RoleLabel* m_emptySentence;
    RoleLabel* m_emptyCommand;
    std::vector<QPushButton*> m_forSelected;
    std::vector<QAction*> m_actions;
    QPushButton* m_closeAll;
    QTimer* m_ageTimer;
    QTimer* m_widthTimer;   // what has changed since is measured once
    QStringList m_toolTips; // of m_forSelected and m_closeAll
    std::optional<Moment> m_moment;
};

} // namespace widgets
