// SPDX-License-Identifier: GPL-3.0-or-later
// scripts/bench log: what the event log and the window around it cost, as tables, and as numbers for a program to read.
#include "app/window/heap.h"
#include "tests/bench/long_run.h"
#include "tests/bench/record_cost.h"
#include "tests/bench/window_run.h"

#include <QApplication>
#include <algorithm>
#include <cstdio>
#include <limits>

namespace {

using bench::Parts;
using bench::Phase;
using bench::WindowLoad;
using bench::WindowResult;

/// Of the windows with a usual number of connections.
struct Worst
{
    std::size_t rows = std::numeric_limits<std::size_t>::max(); // the fewest
    double passMs = 0;
    double clearMs = 0;
};

constexpr double kMiB = 1 << 20;

void print(const char* window, const Phase& phase)
{
    std::printf("| %s | %s | %zu | %.0f | %zu | %zu | %.1f | %.1f | %.1f | ", window, qUtf8Printable(phase.name),
                phase.rows, phase.perSecond, phase.trimmed, phase.passes.count(), phase.passes.mean(),
                phase.passes.quantile(0.99), phase.passes.max());
    if (phase.lastingMs > 0)
        std::printf("%.0f", phase.lastingMs);
    std::printf(" |\n");
    std::fflush(stdout);
}

WindowResult run(const char* window, const WindowLoad& load, bench::PassClock& clock, Worst& worst)
{
    WindowResult result = bench::runWindow(load, clock);
    for (const Phase& phase : result.phases) {
        print(window, phase);
        if (phase.isOpening)
            continue;
        worst.passMs = std::max(worst.passMs, phase.passes.max());
        if (phase.clearsFilter)
            worst.clearMs = std::max(worst.clearMs, phase.passes.max());
    }
    worst.rows = std::min(worst.rows, result.rows);
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    app::mapLargeBlocks(); // as the program does
    QApplication application(argc, argv);
    bench::PassClock clock;
    // First what needs a heap that is still small.
    const double bytes = bench::bytesPerRow(1'000'000);
    const double record = bench::recordNs(64);
    const double recordEmpty = bench::recordNs(0);

    std::printf("CPU time of the GUI thread for each pass of the event loop, in ms, while events arrive:\n\n"
                "| window | phase | rows | events/s | let go | passes | mean | 99 %% | worst | filter applied in ms |\n"
                "|---|---|---|---|---|---|---|---|---|---|\n");
    Worst worst;
    const WindowResult log = run("event log", {.parts = Parts::Log}, clock, worst);
    const WindowResult tabs = run("all tabs", {.parts = Parts::Tabs}, clock, worst);
    const WindowResult all = run("whole window", {.parts = Parts::All}, clock, worst);
    Worst ofMany;
    const WindowResult many =
        run("whole window, 10,000 connections", {.parts = Parts::All, .connections = 10'000}, clock, ofMany);
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
    bench::runLong(10'000'000, [](std::size_t events, std::size_t rows, std::size_t resident) {
        std::printf("| %zu | %zu | %.1f |\n", events, rows, static_cast<double>(resident) / kMiB);
        std::fflush(stdout);
    });

    std::printf("\nrows %zu\nmax_pass_cpu_ms %.1f\nmax_filter_clear_cpu_ms %.1f\nbytes_per_row %.1f\nrecord_ns %.0f\n",
                worst.rows, worst.passMs, worst.clearMs, bytes, record);
    return 0;
}
