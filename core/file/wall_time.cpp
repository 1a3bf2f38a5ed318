// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/wall_time.h"

#include <ctime>

namespace core {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

} // namespace

void appendUtc(TextBuffer& out, std::int64_t unixNs)
{
    std::int64_t second = unixNs / kSecond;
    std::int64_t rest = unixNs % kSecond;
    if (rest < 0) { // before 1970
        --second;
        rest += kSecond;
    }
    const std::time_t time = second;
    std::tm parts{};
    ::gmtime_r(&time, &parts); // 64 bits of nanoseconds end in the year 2262
    fmt::format_to(std::back_inserter(out), FMT_STRING("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z"),
                   parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                   rest);
}

void appendSeconds(TextBuffer& out, std::int64_t ns)
{
    constexpr std::uint64_t kUnsigned{kSecond};
    const bool isNegative = ns < 0;
    const std::uint64_t size = isNegative ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    fmt::format_to(std::back_inserter(out), FMT_STRING("{}{}.{:09}"), isNegative ? "-" : "", size / kUnsigned,
                   size % kUnsigned);
}

} // namespace core
