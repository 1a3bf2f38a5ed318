// SPDX-License-Identifier: GPL-3.0-or-later
// `socket-playground connect`: standard input to the peer, the peer to standard output.
#pragma once

#include "app/headless/event_output.h"
#include "core/session/requests.h"

namespace app {

struct ConnectOptions
{
    core::ConnectRequest connect;
    bool raw = false;    ///< Exact bytes to a terminal, too; else control characters become visible escapes there.
    EventOptions events; ///< With `json` the events take the place of what the peer sends.
};

/// Until the peer ends the connection or a signal comes. At the end of the input the connection is half-closed. Returns
/// the exit code of the program: 0, or 1 when it could not connect, the connection failed, or the input could not be
/// read or the output not be written.
int runConnect(const ConnectOptions& options);

} // namespace app
