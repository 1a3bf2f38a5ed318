// SPDX-License-Identifier: GPL-3.0-or-later
// What each pass of the event loop costs the GUI thread.
#pragma once

#include <QObject>
#include <cstdint>
#include <vector>

namespace bench {

/// CPU time of passes, in milliseconds. A plain value.
class PassTimes
{
public:
    void add(double ms) { m_ms.push_back(ms); }
    std::size_t count() const { return m_ms.size(); }
    double max() const;
    double mean() const;
    /// What the fraction `part` of all passes does not exceed.
    double quantile(double part) const;

private:
    std::vector<double> m_ms;
};

/// A pass lasts from one waking of the event dispatcher to the next: timers, posted events, painting. Time in which the
/// thread waits or another one has the processor does not count (CLOCK_THREAD_CPUTIME_ID, clock_gettime(2)). GUI
/// thread.
class PassClock final : public QObject
{
public:
    PassClock();
    /// The passes since the last call that did something: those of less than 20 us only woke up.
    PassTimes take();

private:
    void onAwake();

    std::int64_t m_lastNs = 0;
    PassTimes m_times;
};

} // namespace bench
