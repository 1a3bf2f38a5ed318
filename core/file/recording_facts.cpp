// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/recording_facts.h"

#include "core/clock.h"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <utility>

namespace core {

RecordingFacts currentFacts(std::string program)
{
    RecordingFacts facts;
    facts.program = std::move(program);
    utsname name{};
    if (::uname(&name) == 0)
        facts.system = fmt::format("{} {} {}", name.sysname, name.release, name.machine);
    facts.realtimeOffsetNs = realtimeOffsetNs();
    return facts;
}

std::string threadName(const RecordingFacts& facts, std::uint16_t thread)
{
    if (thread < facts.threads.size() && !facts.threads[thread].empty())
        return facts.threads[thread];
    return fmt::format("thread {}", thread);
}

} // namespace core
