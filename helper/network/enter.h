// SPDX-License-Identifier: GPL-3.0-or-later
// Another run of the helper: starts the observer inside a private network.
#pragma once

#include <span>

namespace helper {

/// `arguments`: PID of the helper that holds the network, inode of its network namespace, then the observer's path and
/// its arguments. Enters, keeps no capability but CAP_NET_RAW, and becomes the observer. Returns, with an exit code,
/// only when that failed; a record (core/observe/record.h) on standard output says why.
int enterAndObserve(std::span<char* const> arguments);

} // namespace helper
