// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/machine_control.h"

#include "core/clock.h"
#include "tests/bench/cold_memory.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>

namespace bench {

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kTouched = 64 << 10;
constexpr std::size_t kMost = std::size_t{1} << 30; // reserved; each byte is touched once

double msOf(const auto& work)
{
    const std::int64_t before = core::threadCpuNs();
    work();
    return static_cast<double>(core::threadCpuNs() - before) / 1e6;
}

void count(int times)
{
    volatile std::uint64_t number = 1;
    for (int i = 0; i < times; ++i)
        number = number * 3 + 1;
}

int timesOfOneMs()
{
    constexpr int kTried = 1'000'000;
    return static_cast<int>(kTried / msOf([] { count(kTried); }));
}

} // namespace

MachineControl::MachineControl() : m_thread([this] { run(); }) {}

MachineControl::~MachineControl()
{
    stop();
}

void MachineControl::stop()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void MachineControl::run()
{
    void* memory = ::mmap(nullptr, kMost, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        std::perror("mmap");
        std::abort();
    }
    auto* const bytes = static_cast<volatile char*>(memory);
    ColdMemory cold;
    const int times = timesOfOneMs();
    std::size_t touched = 0;
    while (!m_stop) {
        m_arithmetic.add(msOf([&] { count(times); }));
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (m_arithmetic.count() % 10 != 0)
            continue;
        m_coldReads.add(msOf([&] { cold.read(1000); }));
        if (touched == kMost)
            continue;
        m_newMemory.add(msOf([&] {
            for (const std::size_t end = touched + kTouched; touched < end; touched += kPage)
                bytes[touched] = 1;
        }));
    }
    ::munmap(memory, kMost);
}

} // namespace bench
