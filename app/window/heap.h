// SPDX-License-Identifier: GPL-3.0-or-later
// How the window's process uses its heap.
#pragma once

namespace app {

/// Gives blocks of several MiB a mapping of their own for good (mallopt(3), M_MMAP_THRESHOLD; without this malloc
/// raises the threshold to 32 MiB by itself). A table header keeps 8 bytes for each row of a log; to enlarge it in the
/// heap means to copy it all in one pass of the event loop, while a mapping is enlarged in its place (mremap(2)). Call
/// it before the window is made.
void mapLargeBlocks();

} // namespace app
