// SPDX-License-Identifier: GPL-3.0-or-later
// Events at a constant rate into the window, to a million rows and beyond.
#pragma once

#include "tests/bench/pass_clock.h"
#include "tests/bench/window_parts.h"

#include <QString>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

struct WindowLoad
{
    Parts parts = Parts::Log;
    std::uint32_t perSecond = 100'000;
    std::uint32_t connections = 100; ///< Open at a time.
    std::size_t rows = 1'000'000;    ///< Stand in the log at all times once it is full.
};

/// What was measured in one part of a run. A plain value.
struct Phase
{
    QString name;
    std::size_t rows = 0;      ///< In the recording, at its end.
    double perSecond = 0;      ///< Events that were taken.
    std::size_t trimmed = 0;   ///< Events dropped meanwhile.
    double lastingMs = 0;      ///< Of a change of the filter: until every row was found. Wall clock.
    bool isOpening = false;    ///< The window is painted for the first time; no event has come.
    bool clearsFilter = false; ///< The filter was taken away.
    PassTimes passes;
};

struct WindowResult
{
    std::vector<Phase> phases;
    std::size_t rows = 0;   ///< In the log, at the end of the first phase at the cap.
    std::size_t lost = 0;   ///< Events that a full track did not record.
    double bytesPerRow = 0; ///< Heap of everything there is for a row, less the payload, when the cap is reached.
};

/// Fills the window, lets it run at the cap, then sets and clears filters while events go on. GUI thread.
WindowResult runWindow(const WindowLoad& load, PassClock& clock);

} // namespace bench
