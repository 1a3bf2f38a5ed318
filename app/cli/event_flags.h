// SPDX-License-Identifier: GPL-3.0-or-later
// How the events of a command are shown: the options that several commands share.
#pragma once

#include "app/headless/event_output.h"

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace app {

/// --trace[=FILE], --all and --no-record. `options` lives as long as the parser. `json`: the option that prints events,
/// when the command has one.
void addEventFlags(CLI::App& command, EventOptions& options, CLI::Option* json = nullptr);

} // namespace app
