// SPDX-License-Identifier: GPL-3.0-or-later
// scripts/bench log: what the event log and the window around it cost, as tables, and as numbers for a program to read.
#include "app/window/heap.h"
#include "tests/bench/long_run.h"
#include "tests/bench/machine_control.h"
#include "tests/bench/own_process.h"
#include "tests/bench/record_cost.h"
#include "tests/bench/window_run.h"

#include <QApplication>
#include <algorithm>
#include <cstdio>

namespace {

using bench::Parts;
using bench::PassTimes;
using bench::Phase;
using bench::WindowLoad;
using bench::WindowResult;

constexpr double kMiB = 1 << 20;

/// What is needed of a window when it is gone. A plain value.
struct WindowNumbers
{
    std::size_t rows = 0;
    std::size_t lost = 0;
    double bytesPerRow = 0;
    double worstPassMs = 0;
    double worstClearMs = 0; // of the phases in which a filter was taken away
};

void print(const char* window, const Phase& phase)
{
    std::printf("| %s | %s | %zu | %.0f | %zu | %zu | %.1f | %.1f | %.1f | ", window, qUtf8Printable(phase.name),
                phase.rows, phase.perSecond, phase.trimmed, phase.passes.count(), phase.passes.mean(),
                phase.passes.quantile(0.99), phase.passes.max());
    if (phase.lastingMs > 0)
        std::printf("%.0f", phase.lastingMs);
    std::printf(" |\n");
}

void printControl(const char* window, const char* work, const PassTimes& times)
{
    std::printf("| %s | *control: %s* | | | | %zu | %.1f | %.1f | %.1f | |\n", window, work, times.count(),
                times.mean(), times.quantile(0.99), times.max());
}

WindowNumbers measure(const char* window, const WindowLoad& load)
{
    bench::PassClock clock;
    bench::MachineControl control;
    const WindowResult result = bench::runWindow(load, clock);
    control.stop();
    WindowNumbers numbers{.rows = result.rows, .lost = result.lost, .bytesPerRow = result.bytesPerRow};
    for (const Phase& phase : result.phases) {
        print(window, phase);
        if (phase.isOpening)
            continue;
        numbers.worstPassMs = std::max(numbers.worstPassMs, phase.passes.max());
        if (phase.clearsFilter)
            numbers.worstClearMs = std::max(numbers.worstClearMs, phase.passes.max());
    }
    printControl(window, "1 ms of arithmetic", control.arithmetic());
    printControl(window, "64 KiB of new memory", control.newMemory());
    printControl(window, "1,000 reads of cold memory", control.coldReads());
    return numbers;
}

void printLongRun()
{
    bench::runLong(10'000'000, [](std::size_t events, std::size_t rows, std::size_t resident) {
        std::printf("| %zu | %zu | %.1f |\n", events, rows, static_cast<double>(resident) / kMiB);
        std::fflush(stdout);
    });
}

} // namespace

int main(int argc, char** argv)
{
    app::mapLargeBlocks(); // as the program does
    const auto run = [&](const char* window, const WindowLoad& load) {
        return bench::inOwnProcess<WindowNumbers>([&] {
            const QApplication application(argc, argv);
            return measure(window, load);
        });
    };
    const double bytes = bench::inOwnProcess<double>([&] {
        const QApplication application(argc, argv); // slices of work need its event loop
        return bench::bytesPerRow(1'000'000);
    });
    const double record = bench::inOwnProcess<double>([] { return bench::recordNs(64); });
    const double recordEmpty = bench::inOwnProcess<double>([] { return bench::recordNs(0); });

    std::printf(
        "CPU time of the GUI thread for each pass of the event loop, in ms, while events arrive:\n\n"
        "| window | phase | rows | events/s | dropped | passes | mean | 99 %% | worst | filter applied in ms |\n"
        "|---|---|---|---|---|---|---|---|---|---|\n");
    const WindowNumbers log = run("event log", {.parts = Parts::Log});
    const WindowNumbers tabs = run("all tabs", {.parts = Parts::Tabs});
    const WindowNumbers all = run("whole window", {.parts = Parts::All});
    const WindowNumbers many = run("whole window, 10,000 connections", {.parts = Parts::All, .connections = 10'000});
    std::printf("\n| | |\n|---|---|\n"
                "| events not recorded because a thread was too far ahead | %zu |\n"
                "| bytes a row: recording, index, model | %.1f |\n"
                "| bytes a row: event log with its view | %.1f |\n"
                "| bytes a row: all tabs | %.1f |\n"
                "| bytes a row: whole window | %.1f |\n"
                "| bytes a row: whole window, 10,000 connections | %.1f |\n"
                "| ns to record a call without payload | %.0f |\n"
                "| ns to record a call with 64 bytes of payload | %.0f |\n",
                log.lost + tabs.lost + all.lost + many.lost, bytes, log.bytesPerRow, tabs.bytesPerRow, all.bytesPerRow,
                many.bytesPerRow, recordEmpty, record);

    std::printf("\nThe whole window under the default cap of 500,000 events, as fast as it can:\n\n"
                "| events so far | rows | resident MiB |\n|---|---|---|\n");
    const QApplication application(argc, argv);
    printLongRun();

    // Of the windows with a usual number of connections.
    std::printf("\nrows %zu\nmax_pass_cpu_ms %.1f\nmax_filter_clear_cpu_ms %.1f\nbytes_per_row %.1f\nrecord_ns %.0f\n",
                std::min({log.rows, tabs.rows, all.rows}),
                std::max({log.worstPassMs, tabs.worstPassMs, all.worstPassMs}),
                std::max({log.worstClearMs, tabs.worstClearMs, all.worstClearMs}), bytes, record);
    return 0;
}
