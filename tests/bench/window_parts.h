// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the main window that show events, with a recording that is not fed by sockets.
#pragma once

#include "app/session/event_pump.h"
#include "core/event/recorder.h"
#include "widgets/feed/event_feed.h"

#include <QWidget>
#include <cstdint>
#include <memory>

namespace widgets {
class LogPanel;
class MomentControl;
} // namespace widgets

namespace bench {

enum class Parts : std::uint8_t {
    Log,  ///< The event log alone.
    Tabs, ///< All tabs below the panels; the log is in sight.
    All,  ///< With server, wire, clients, sockets of the kernel and the past: the whole window.
};

/// Takes what is recorded as the program does, with its EventPump. Shown at 1400 x 900. GUI thread.
class WindowParts final
{
public:
    WindowParts(Parts parts, core::Recording::Limits limits);
    ~WindowParts();
    WindowParts(const WindowParts&) = delete;
    WindowParts& operator=(const WindowParts&) = delete;

    core::Recorder& recorder() { return m_recorder; }
    widgets::EventFeed& feed() { return m_feed; }
    widgets::LogPanel& log() { return *m_log; }
    /// As if it were written into the filter field of the log.
    void setFilter(const QString& text);
    /// False while rows are still looked for.
    bool filterIsApplied() const;

private:
    core::Recorder m_recorder;
    widgets::EventFeed m_feed;
    app::EventPump m_pump;
    std::unique_ptr<widgets::MomentControl> m_moment;
    std::unique_ptr<QWidget> m_window;
    widgets::LogPanel* m_log = nullptr;
};

} // namespace bench
