// SPDX-License-Identifier: GPL-3.0-or-later
// The row above the event log: filter field, kinds, counts, and what can be done with the rows.
#pragma once

#include "widgets/log/log_filter.h"

#include <QWidget>
#include <vector>

class QToolButton;

namespace widgets {

class FilterBar;
class FlowLayout;
class MarkToggle;
class RoleLabel;

/// Holds what the user asked for and tells of changes; knows no model. Takes a second line where one is too short. GUI
/// thread.
class LogToolbar final : public QWidget
{
    Q_OBJECT
public:
    explicit LogToolbar(QWidget* parent = nullptr);

    /// The text is the last one that was a filter.
    LogFilter filter() const;
    /// Sends filterChanged() once when it differs.
    void setFilter(const LogFilter& filter);
    /// Shows how many of how many events are in the log; not `complete`: more may be found.
    void setCounts(quint64 shown, quint64 total, bool complete);
    /// Copying needs selected rows.
    void setCanCopy(bool canCopy);
    /// Shows how many events were dropped because the log is full, and how many were lost because too many came at
    /// once.
    void setMissing(quint64 letGo, quint64 lost);
    void setFollowing(bool following);
    /// Of a recording that was opened nothing is cleared, and nothing comes that a pause could keep back.
    void setLive(bool live);
    FilterBar& filterBar() const { return *m_filter; }
    void setPaused(bool paused);

public Q_SLOTS:
    void focusFilter();

Q_SIGNALS:
    void filterChanged(const widgets::LogFilter& filter);
    void followingToggled(bool following);
    void pausedToggled(bool paused);
    void clearClicked();
    void copyClicked();
    /// The user is done with the filter field (Escape in the empty field, Return, arrow down).
    void filterLeft();

private:
    QToolButton* addToggle(const QString& label, const QString& help, bool checked);
    QToolButton* addButton(const QString& label, const QString& icon, const QString& help);
    void emitFilter();

    FlowLayout* m_row;
    FilterBar* m_filter;
    QToolButton* m_calls;
    QToolButton* m_states;
    QToolButton* m_packets;
    QToolButton* m_messages;
    QToolButton* m_notes;
    QToolButton* m_waiting;
    RoleLabel* m_counts;
    RoleLabel* m_missing;
    QToolButton* m_following;
    MarkToggle* m_paused;
    QToolButton* m_copy;
    QToolButton* m_clear;
    LogFilter m_sent;     // what filterChanged() told last
    bool m_quiet = false; // several controls change at once
};

} // namespace widgets
