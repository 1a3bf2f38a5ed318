// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the right of the tool row: "127.0.0.1:8080 · connections: 1 · events: 42".
#pragma once

#include "core/session/requests.h"

#include <QString>

namespace app {

/// `connections`: open ones of the server. `events`: in the recording now.
QString summaryText(const core::ServerStatus& server, qsizetype connections, qsizetype events);

} // namespace app
