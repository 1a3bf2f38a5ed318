// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence that names who holds a port.
#pragma once

#include "core/kernel/port_holder.h"

#include <QString>

namespace widgets {

/// "Port 8080 is held by ncat (pid 4711): 127.0.0.1:8080, LISTEN.", or what else can be told.
QString portHolderText(const core::Address& wanted, const core::PortHolder& holder);

} // namespace widgets
