// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window_run.h"

#include "tests/bench/load.h"
#include "tests/bench/memory_use.h"
#include "tests/bench/run_until.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"

#include <QElapsedTimer>
#include <QTimer>
#include <chrono>
#include <functional>

namespace bench {

namespace {

class Run
{
public:
    Run(const WindowLoad& load, PassClock& clock)
        : m_rows(load.rows),
          m_clock(clock),
          // A tenth goes at once; the payload is not what is measured.
          m_window(load.parts, {load.rows * 112 / 100, std::size_t{1} << 30}),
          m_wanted(load)
    {
    }

    WindowResult measure()
    {
        QElapsedTimer time;
        time.start();
        phase(QStringLiteral("opening, without events"), [&] { return time.elapsed() > 300; });
        m_result.phases.back().isOpening = true;
        const std::size_t heapBefore = heapInUse();
        Load incoming(m_window.recorder(), m_wanted.perSecond, m_wanted.connections);
        const core::Recording& recording = m_window.feed().recording();
        phase(QStringLiteral("filling"), [&] { return recording.size() >= m_rows; });
        const std::size_t payload = recording.payloadBytes();
        m_result.bytesPerRow =
            static_cast<double>(heapInUse() - heapBefore - payload) / static_cast<double>(recording.size());
        time.start();
        phase(QStringLiteral("at the cap"), [&] { return time.elapsed() > 5000; });
        m_result.rows = static_cast<std::size_t>(m_window.log().model().rowCount());
        for (const char* text : {"recv", "errno:ECONNREFUSED", "bytes>60 and \"no row has this\""}) {
            const QString filter = QLatin1String(text);
            changeFilter(filter, filter);
            changeFilter(QStringLiteral("cleared"), QString());
        }
        // Cleared before it has found everything.
        QTimer::singleShot(0, [this] { m_window.setFilter(QStringLiteral("\"no row\"")); });
        changeFilter(QStringLiteral("cleared while it looks"), QString(), std::chrono::milliseconds(50));
        incoming.stop();
        m_result.lost = m_window.recorder().lost();
        return std::move(m_result);
    }

private:
    void phase(const QString& name, const std::function<bool()>& done)
    {
        const core::Recording& recording = m_window.feed().recording();
        m_clock.take();
        const std::uint64_t takenBefore = recording.firstNumber() + recording.size();
        const std::uint64_t letGoBefore = recording.letGo();
        QElapsedTimer time;
        time.start();
        runUntil(done);
        Phase result;
        result.name = name;
        result.rows = recording.size();
        const std::uint64_t taken = recording.firstNumber() + recording.size() - takenBefore;
        result.perSecond = static_cast<double>(taken) * 1e9 / static_cast<double>(time.nsecsElapsed());
        result.trimmed = recording.letGo() - letGoBefore;
        result.passes = m_clock.take();
        m_result.phases.push_back(std::move(result));
    }

    void changeFilter(const QString& name, const QString& text, std::chrono::milliseconds after = {})
    {
        QElapsedTimer time;
        qint64 applied = -1;
        bool changed = false;
        QTimer::singleShot(after, [&] {
            m_window.setFilter(text);
            time.start();
            changed = true;
        });
        phase(name, [&] {
            if (changed && applied < 0 && m_window.filterIsApplied())
                applied = time.elapsed();
            return applied >= 0 && time.elapsed() > applied + 300;
        });
        m_result.phases.back().lastingMs = static_cast<double>(applied);
        m_result.phases.back().clearsFilter = text.isEmpty();
    }

    std::size_t m_rows;
    PassClock& m_clock;
    WindowParts m_window;
    WindowLoad m_wanted;
    WindowResult m_result;
};

} // namespace

WindowResult runWindow(const WindowLoad& load, PassClock& clock)
{
    return Run(load, clock).measure();
}

} // namespace bench
