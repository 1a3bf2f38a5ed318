// SPDX-License-Identifier: GPL-3.0-or-later
// What recording adds to one call, by Google Benchmark: the same call around a kernel that does nothing, bare and
// through RecordingSys. The arguments are bytes of payload.
#include "core/event/recorder.h"
#include "core/sys/recording_sys.h"
#include "tests/bench/idle_sys.h"

#include <benchmark/benchmark.h>
#include <vector>

namespace {

constexpr int kCallsOfBatch = 4096;

void callOften(benchmark::State& state, core::Sys& sys, const std::vector<std::byte>& bytes)
{
    for (int i = 0; i < kCallsOfBatch; ++i)
        benchmark::DoNotOptimize(sys.send(7, bytes, 0));
    state.SetItemsProcessed(state.items_processed() + kCallsOfBatch);
}

void bareCall(benchmark::State& state)
{
    const std::vector<std::byte> bytes(static_cast<std::size_t>(state.range(0)));
    bench::IdleSys kernel;
    kernel.returns(state.range(0));
    for ([[maybe_unused]] auto batch : state)
        callOften(state, kernel, bytes);
}

void recordedCall(benchmark::State& state)
{
    const std::vector<std::byte> bytes(static_cast<std::size_t>(state.range(0)));
    bench::IdleSys kernel;
    kernel.returns(state.range(0));
    core::Recorder recorder;
    core::RecordingSys recording(kernel, recorder.addTrack("bench", core::Side::Client));
    for ([[maybe_unused]] auto batch : state) {
        callOften(state, recording, bytes);
        state.PauseTiming(); // another thread does that
        recorder.collect();
        state.ResumeTiming();
    }
}

} // namespace

// An iteration is a batch: "items per second" are calls.
BENCHMARK(bareCall)->Arg(0)->Arg(64);
BENCHMARK(recordedCall)->Arg(0)->Arg(64)->Arg(1024);
BENCHMARK_MAIN();
