// SPDX-License-Identifier: GPL-3.0-or-later
// The row under the menu: the two clicks to an echo, the demo, and a summary of what runs.
#pragma once

#include "core/observe/observer_status.h"
#include "core/session/requests.h"
#include "widgets/moment/moment.h"

#include <QWidget>
#include <optional>

class QPushButton;

namespace widgets {
class AccentButton;
class ElidedLabel;
class MarkToggle;
class MomentBar;
class RoleLabel;
} // namespace widgets

namespace app {

class NetworkBox;

/// GUI thread. Emits what was clicked; is told what the buttons mean now.
class ToolRow final : public QWidget
{
    Q_OBJECT
public:
    explicit ToolRow(QWidget* parent = nullptr);

    /// Puts a control at the end; the row owns it then.
    void addControl(QWidget* control);
    void setServer(const core::ServerStatus& status);
    void setClientAction(const QString& text); ///< "Connect", "Cancel", "Disconnect"
    void setSummary(const QString& text);
    void setObserver(const core::ObserverStatus& status);
    NetworkBox* network() const { return m_network; } ///< Owned by the row.
    /// In the past the moment stands in place of the summary, which is that of the present.
    void showMoment(const std::optional<widgets::Moment>& moment);

Q_SIGNALS:
    void serverClicked();
    void clientClicked();
    void demoClicked();
    void observeClicked();
    void backToNowClicked();

private:
    widgets::AccentButton* m_server;
    widgets::AccentButton* m_client;
    QPushButton* m_demo;
    widgets::MarkToggle* m_observe;
    widgets::RoleLabel* m_observed; // how observing stands
    NetworkBox* m_network;
    widgets::ElidedLabel* m_summary;
    widgets::MomentBar* m_moment;
};

} // namespace app
