// SPDX-License-Identifier: GPL-3.0-or-later
// The tracefs in which the observer makes its trace instance.
#pragma once

#include "helper/problem.h"

#include <string>

namespace helper {

/// The folder of a tracefs in which this process may make instances. Where the system has mounted none, root mounts one
/// in a mount namespace of this process alone: no other program sees it, and it ends with this process and its
/// children. Needs CAP_SYS_ADMIN for that and keeps, from then on, only what keepOnlyForMounting() does.
Result<std::string> findTracefs();

} // namespace helper
