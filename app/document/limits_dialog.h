// SPDX-License-Identifier: GPL-3.0-or-later
// How much is recorded before the oldest events are dropped.
#pragma once

#include "app/settings/settings.h"
#include "widgets/feed/event_feed.h"

#include <QDialog>

class QSpinBox;

namespace widgets {
class RoleLabel;
} // namespace widgets

namespace app {

/// As the settings say.
core::Recording::Limits recordingLimits(const SettingsStore& settings);

/// Says what smaller limits would drop before they are applied. Deletes itself when it is closed. GUI thread.
class LimitsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `feed` and `settings` are not owned and outlive it.
    LimitsDialog(widgets::EventFeed& feed, SettingsStore& settings, QWidget* parent = nullptr);

private:
    core::Recording::Limits chosen() const;
    void tell();
    void apply();

    widgets::EventFeed& m_feed;
    SettingsStore& m_settings;
    QSpinBox* m_events;
    QSpinBox* m_payload;
    widgets::RoleLabel* m_effect;
};

} // namespace app
