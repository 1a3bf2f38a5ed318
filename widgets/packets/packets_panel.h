// SPDX-License-Identifier: GPL-3.0-or-later
// The tab that shows the captured packets: tool row, table, details of the selected packet.
#pragma once

#include "core/observe/observer_status.h"
#include "widgets/feed/event_feed.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace widgets {

class ConnectionListModel;
class FieldMessage;
class FilterField;
class LogOverlay;
class MarkToggle;
class PacketDetails;
class PacketModel;
class PacketView;
class RoleLabel;
class RowsStatus;

/// GUI thread.
class PacketsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// The feed is not owned and must outlive the panel.
    explicit PacketsPanel(EventFeed& feed, QWidget* parent = nullptr);

    PacketModel& model() const { return *m_model; }
    PacketView& view() const { return *m_view; }
    PacketDetails& details() const { return *m_details; }

public Q_SLOTS:
    /// Shows an event that was chosen elsewhere; when it is no packet nothing is selected. 0: none.
    void selectEvent(quint64 number);
    /// Shows only this connection; all when it is not known.
    void showConnection(core::ConnectionId connection);
    /// Asks for an export, as the button does, when there are packets and none runs.
    void exportPackets();
    /// A file is being written: no other can be asked for.
    void setExporting(bool exporting);
    /// What the empty place says depends on it.
    void setObserver(const core::ObserverStatus& status);

Q_SIGNALS:
    /// The user chose a packet.
    void eventSelected(quint64 number);
    /// The user wants all packets in a pcapng file. `calls`: our calls ride along as comments.
    void exportRequested(bool calls);

private:
    void makeTools();
    void applyFilter();
    void clearFilter();
    void updateCounts();
    void updateExport();
    QString emptySentence() const;

    EventFeed& m_feed;
    core::ObserverStatus m_observer;
    PacketModel* m_model;
    ConnectionListModel* m_connections;
    QWidget* m_tools;
    QComboBox* m_chooser;
    FilterField* m_text;
    FieldMessage* m_problem;
    RoleLabel* m_counts;
    MarkToggle* m_following;
    MarkToggle* m_paused;
    MarkToggle* m_withCalls;
    QToolButton* m_export;
    bool m_exporting = false;
    PacketView* m_view;
    PacketDetails* m_details;
    LogOverlay* m_overlay;
    RowsStatus* m_status;
};

} // namespace widgets
