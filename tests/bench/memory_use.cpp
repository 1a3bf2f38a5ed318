// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/memory_use.h"

#include <fstream>
#include <malloc.h>
#include <unistd.h>

namespace bench {

std::size_t heapInUse()
{
    const struct mallinfo2 info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

std::size_t residentBytes()
{
    std::size_t pages = 0;
    std::size_t resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

} // namespace bench
