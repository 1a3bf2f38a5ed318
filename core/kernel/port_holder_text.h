// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence that names the holder of a port.
#pragma once

#include "core/kernel/port_holder.h"
#include "core/text/sentence.h"

namespace core {

/// "Port 8080 is held by ncat (pid 4711): 127.0.0.1:8080, LISTEN." Pure.
Sentence portHolderSentence(const Address& wanted, const PortHolder& holder);

} // namespace core
