// SPDX-License-Identifier: GPL-3.0-or-later
// `socket-playground serve`: the server on the terminal.
#pragma once

#include "app/headless/event_output.h"
#include "core/session/requests.h"

namespace app {

struct ServeOptions
{
    core::ListenRequest listen;
    EventOptions events;
};

/// Serves until SIGINT, SIGTERM or SIGHUP, then closes in order. Returns the exit code of the program: 0, or 1 when it
/// could not listen or the events could not be written.
int runServe(const ServeOptions& options);

} // namespace app
