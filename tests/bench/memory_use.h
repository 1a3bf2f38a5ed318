// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory the program uses.
#pragma once

#include <cstddef>

namespace bench {

/// Bytes of the heap that are in use, in all arenas and in mappings of their own (mallinfo(3)).
std::size_t heapInUse();
/// Bytes of the program that are in memory: the second number of /proc/self/statm (proc(5)).
std::size_t residentBytes();

} // namespace bench
