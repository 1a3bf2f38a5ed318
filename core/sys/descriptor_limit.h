// SPDX-License-Identifier: GPL-3.0-or-later
// How many descriptors the program may have open.
#pragma once

#include <cstdint>

namespace core {

/// Of a window: fonts, pipes of threads, the clipboard, the settings. Libraries that get none end the program.
inline constexpr unsigned kWindowDescriptors = 24;
/// Of a command: a file of names, a pipe.
inline constexpr unsigned kCommandDescriptors = 4;

/// Raises the soft limit of RLIMIT_NOFILE (getrlimit(2)) to the hard one, at most a million, and returns the number of
/// descriptors that sockets may take, so that `reserve` are left for everything else the program opens. Once, at the
/// start. It concerns no socket, so it is not recorded.
int raiseDescriptorLimit(unsigned reserve) noexcept;
/// The soft limit as it is now; 0: not known. Any thread.
std::uint64_t descriptorLimit() noexcept;

} // namespace core
