// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sys/descriptor_limit.h"

#include <algorithm>
#include <limits>
#include <sys/resource.h>

namespace core {

int raiseDescriptorLimit(unsigned reserve) noexcept
{
    constexpr rlim_t kMost = 1'000'000;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return std::numeric_limits<int>::max(); // not known: the kernel says it at accept4
    const rlimit raised{std::max(limit.rlim_cur, std::min(limit.rlim_max, kMost)), limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
        limit = raised; // else what was is what holds
    const rlim_t usable = std::min(limit.rlim_cur, kMost);
    return static_cast<int>(usable > reserve ? usable - reserve : 1);
}

std::uint64_t descriptorLimit() noexcept
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

} // namespace core
