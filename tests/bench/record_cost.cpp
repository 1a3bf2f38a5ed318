// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/record_cost.h"

#include "core/clock.h"
#include "core/event/recorder.h"
#include "core/sys/recording_sys.h"
#include "tests/bench/idle_sys.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

namespace bench {

namespace {

constexpr std::size_t kBatches = 300;
constexpr std::size_t kCalls = 4096;

double nsOfOneCall(core::Sys& sys, std::span<const std::byte> bytes)
{
    const std::int64_t before = core::threadCpuNs();
    for (std::size_t i = 0; i < kCalls; ++i) {
        [[maybe_unused]] const core::SysReturn returned = sys.send(7, bytes, 0);
        asm volatile("" ::: "memory"); // each call is made
    }
    return static_cast<double>(core::threadCpuNs() - before) / kCalls;
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

double recordNs(std::size_t payload)
{
    core::Recorder recorder;
    core::EventTrack& track = recorder.addTrack("bench", core::Side::Client);
    IdleSys kernel;
    kernel.returns(static_cast<std::int64_t>(payload));
    core::RecordingSys recording(kernel, track);
    const std::vector<std::byte> bytes(payload);

    std::atomic<bool> stop{false};
    std::thread consumer([&] {
        while (!stop) {
            recorder.collect();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    std::vector<double> bare;
    std::vector<double> recorded;
    for (std::size_t i = 0; i < kBatches; ++i) {
        core::Sys* const kernelBehindTheSeam = &kernel;
        core::Sys* const recordingBehindTheSeam = &recording;
        bare.push_back(nsOfOneCall(*kernelBehindTheSeam, bytes));
        recorded.push_back(nsOfOneCall(*recordingBehindTheSeam, bytes));
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // no faster than the consumer
    }
    stop = true;
    consumer.join();
    return medianOf(std::move(recorded)) - medianOf(std::move(bare));
}

} // namespace bench
