// SPDX-License-Identifier: GPL-3.0-or-later
// The tab that shows what the kernel knows of the program's sockets.
#pragma once

#include "core/kernel/socket_sample.h"

#include <QWidget>
#include <memory>
#include <optional>

class QCheckBox;
class QStackedLayout;
class QTableView;
class QTimer;

namespace widgets {

class EventFeed;
class KernelSocketModel;
class MessageBar;
class RoleLabel;

/// Asks for samples four times a second while it is visible, never else, and shows them. Learns from the events of the
/// feed, which is not owned and outlives it, which addresses the program used. GUI thread.
class KernelSocketsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit KernelSocketsPanel(EventFeed& feed, QWidget* parent = nullptr);

    KernelSocketModel& model() const { return *m_model; }
    QTableView& view() const { return *m_view; }

public Q_SLOTS:
    /// Says that the sample is of now while other panels show the past.
    void setPastShownElsewhere(bool on);
    void setSample(const std::shared_ptr<const core::SocketSample>& sample);

Q_SIGNALS:
    void sampleRequested(const core::SampleQuery& query);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void setUpView();
    void setUpColumns();
    void learn(qsizetype first, qsizetype count);
    void requestSample();
    void showError(const std::optional<core::SysError>& error);

    EventFeed& m_feed;
    core::OwnEndpoints m_endpoints;
    std::shared_ptr<const core::OwnEndpoints> m_shared; // a copy for the samples; null: to be copied again
    std::optional<core::SysError> m_error;              // that is shown

    KernelSocketModel* m_model;
    QTableView* m_view;
    QCheckBox* m_all;
    RoleLabel* m_count;
    RoleLabel* m_asOf;
    RoleLabel* m_ofNow;
    RoleLabel* m_empty;
    MessageBar* m_message;
    QStackedLayout* m_stack;
    QTimer* m_timer;
};

} // namespace widgets
