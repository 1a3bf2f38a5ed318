// SPDX-License-Identifier: GPL-3.0-or-later
// What a new network namespace lacks: a loopback interface that is up, and addresses that lead nowhere.
#pragma once

#include "helper/network/namespaces.h"

namespace helper {

/// `lo` goes up; the kernel gives it 127.0.0.1 and, where it has IPv6, ::1.
StepResult bringLoopbackUp();

/// Routes core::kSilentNetwork to `lo`: what is sent there is a packet on `lo` that nobody takes, so a connection to it
/// ends in a time-out, with its SYN segments to be captured. (Through `lo` IPv6 would answer that there is no route.)
StepResult routeSilentNetwork();

} // namespace helper
