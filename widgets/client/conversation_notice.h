// SPDX-License-Identifier: GPL-3.0-or-later
// Which events of a client's connection are worth a line between its messages, and that line.
#pragma once

#include "core/event/event.h"

#include <QString>

namespace widgets {

/// What has to be known of a connection before the event. A plain value.
struct NoticeContext
{
    QString peer;           ///< Address as shown.
    bool connected = false; ///< Was and still is connected.
};

struct Notice
{
    QString text;           ///< A translated sentence; empty: the event is worth no line.
    bool connected = false; ///< After the event.
};

/// For calls, states and notes of one connection of a client. Any thread.
Notice noticeOf(const core::Event& event, const NoticeContext& before);

} // namespace widgets
