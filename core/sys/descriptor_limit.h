// SPDX-License-Identifier: GPL-3.0-or-later
// How many descriptors the program may have open.
#pragma once

namespace core {

/// Raises the soft limit of RLIMIT_NOFILE (getrlimit(2)) to the hard one, at most a million, and returns the number of
/// descriptors that sockets may take, so that some are left for everything else the program opens: libraries that get
/// none end the program. Once, at the start. It concerns no socket, so it is not recorded.
int raiseDescriptorLimit() noexcept;

} // namespace core
