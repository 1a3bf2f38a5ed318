// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reply/daytime.h"

#include <fmt/chrono.h>

namespace core {

std::string daytimeText(std::time_t time)
{
    // {fmt} takes the names of the C locale unless told otherwise.
    return fmt::format("{:%A, %B %d, %Y %H:%M:%S}-UTC\r\n", fmt::gmtime(time));
}

std::span<const std::byte> Daytime::next()
{
    m_text = daytimeText(std::time(nullptr));
    return std::as_bytes(std::span(m_text));
}

} // namespace core
