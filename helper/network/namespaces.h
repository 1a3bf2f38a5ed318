// SPDX-License-Identifier: GPL-3.0-or-later
// A network namespace of one's own, and what an ordinary user needs around it.
#pragma once

#include "core/network/helper_message.h"

namespace helper {

/// A step that failed, with its errno; 0: none did.
struct StepResult
{
    core::NetworkStep step = core::NetworkStep::None;
    int error = 0;

    bool ok() const noexcept { return error == 0; }
};

/// Moves this process, which must have one thread, into a new network namespace: directly where root may do that, else
/// together with a user namespace in which it stays the user that it is (root becomes nobody there, so that nothing
/// takes it for the root of the machine).
StepResult enterNewNetwork();

} // namespace helper
