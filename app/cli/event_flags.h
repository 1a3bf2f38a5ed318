// SPDX-License-Identifier: GPL-3.0-or-later
// How the events of a command are shown: the options that several commands share.
#pragma once

#include "app/headless/event_output.h"

namespace CLI {
class App;
}

namespace app {

/// --trace[=FILE] and --all. `options` lives as long as the parser.
void addTraceFlags(CLI::App& command, EventOptions& options);

} // namespace app
