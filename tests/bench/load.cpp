// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load.h"

#include "tests/bench/echo_script.h"

#include <chrono>

namespace bench {

Load::Load(core::Recorder& recorder, std::uint32_t perSecond, std::uint32_t connections)
{
    for (const core::Side side : {core::Side::Server, core::Side::Client}) {
        core::EventTrack& track = recorder.addTrack(side == core::Side::Server ? "server" : "clients", side);
        m_threads.emplace_back([this, &track, perSecond, connections] { record(track, perSecond / 2, connections); });
    }
}

Load::~Load()
{
    stop();
}

void Load::stop()
{
    m_stop = true;
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

void Load::record(core::EventTrack& track, std::uint32_t perSecond, std::uint32_t connections)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds kTick(1);
    EchoScript script(track, connections);
    const auto start = Clock::now();
    auto tick = start;
    std::uint64_t done = 0;
    while (!m_stop) {
        const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
        const std::uint64_t due = static_cast<std::uint64_t>(passed) * perSecond / 1'000'000;
        const std::uint64_t before = done;
        while (done < due)
            done += script.next();
        m_recorded.fetch_add(done - before, std::memory_order_relaxed);
        tick = std::max(tick + kTick, Clock::now());
        std::this_thread::sleep_until(tick);
    }
}

} // namespace bench
