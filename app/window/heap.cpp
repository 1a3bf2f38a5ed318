// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/heap.h"

#include <malloc.h>

namespace app {

void mapLargeBlocks()
{
    constexpr int kLarge = 2 << 20;      // bytes; blocks of events and of payload are smaller
    ::mallopt(M_MMAP_THRESHOLD, kLarge); // cannot fail below HEAP_MAX / 2; if it did, the program would only be slower
}

} // namespace app
