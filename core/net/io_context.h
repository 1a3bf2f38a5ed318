// SPDX-License-Identifier: GPL-3.0-or-later
// What everything that works on one I/O thread shares.
#pragma once

#include "core/event/event_track.h"
#include "core/net/connection_ids.h"
#include "core/net/reactor.h"
#include "core/observe/used_ports.h"
#include "core/sys/sys.h"

namespace core {

/// References only; all outlive what uses them. Everything but `ids` and `ports` belongs to the thread.
struct IoContext
{
    Sys& sys;
    EventTrack& track;
    Reactor& reactor;
    ConnectionIds& ids;
    UsedPorts& ports; ///< Told of every port before the first segment from or to it.
};

} // namespace core
