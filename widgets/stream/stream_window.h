// SPDX-License-Identifier: GPL-3.0-or-later
// The stream of one connection in a window of its own.
#pragma once

#include "widgets/stream/stream_panel.h"

#include <QWidget>

namespace widgets {

/// Deletes itself when it is closed (Ctrl+W, Escape). GUI thread.
class StreamWindow final : public QWidget
{
    Q_OBJECT
public:
    /// `label` names the connection. The feed is not owned and must outlive the window; the parent owns it.
    StreamWindow(EventFeed& feed, core::ConnectionId connection, const QString& label, QWidget* parent);

    StreamPanel& panel() const { return *m_panel; }

private:
    StreamPanel* m_panel;
};

} // namespace widgets
