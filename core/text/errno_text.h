// SPDX-License-Identifier: GPL-3.0-or-later
// Names, causes and remedies of errno values, per system call.
#pragma once

#include "core/sys/call.h"

#include <string>
#include <sys/socket.h>

namespace core {

/// What an errno of a call means to a user. English source texts for CORE_TR; static storage; never null.
struct ErrnoHelp
{
    const char* cause;  ///< One or two sentences: what the kernel means by it here.
    const char* remedy; ///< One sentence that says what to do.
};

/// "ECONNREFUSED"; "errno 4711" for a number that has no name (errno(3)).
std::string errnoName(int error);

/// Never empty: an errno that a call does not document gets the general words of that errno. `family`: of the socket;
/// when it is not known, TCP is meant.
ErrnoHelp errnoHelp(Call call, int error, int family = AF_UNSPEC);

/// What the call does, in one or two sentences for a newcomer. English source text for CORE_TR.
const char* callSummary(Call call);

} // namespace core
