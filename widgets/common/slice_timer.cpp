// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/slice_timer.h"

#include "core/clock.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QPointer>
#include <QTimer>
#include <chrono>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace widgets {

namespace {

using namespace std::chrono_literals;

// Not 0: other threads and programs want the processor, too, and Qt's dispatcher for GLib may fire a timer of 0 twice
// in one pass.
constexpr auto kBetweenSlices = 1ms;
// A pass that has used so much of the processor has probably painted; timers that are due fire behind it.
constexpr std::int64_t kMuchNs = 1'000'000;
constexpr int kMostPutOff = 5; // in succession: there may be something to paint in every pass

// Whose turn it is.
class SliceTurns final : public QObject
{
public:
    static void add(SliceTimer* timer)
    {
        if (!s_instance)
            s_instance = new SliceTurns(QCoreApplication::instance());
        s_instance->wait(timer);
    }
    static void remove(SliceTimer* timer)
    {
        if (!s_instance)
            return; // the application has ended before it
        std::erase(s_instance->m_waiting, timer);
        std::erase(s_instance->m_running, timer);
    }

private:
    explicit SliceTurns(QObject* parent) : QObject(parent)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(kBetweenSlices);
        connect(&m_timer, &QTimer::timeout, this, &SliceTurns::fire);
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, [this] {
            if (!m_waiting.empty())
                m_passBeganNs = core::threadCpuNs();
        });
    }

    void wait(SliceTimer* timer)
    {
        m_waiting.push_back(timer);
        if (m_timer.isActive())
            return;
        m_timer.start();
        m_passBeganNs = core::threadCpuNs();
    }

    void fire()
    {
        if (m_waiting.empty())
            return;
        if (core::threadCpuNs() - m_passBeganNs > kMuchNs && m_putOff < kMostPutOff) {
            ++m_putOff;
            return m_timer.start();
        }
        m_putOff = 0;
        SliceTimer* timer = m_waiting.front();
        m_waiting.pop_front();
        m_running.push_back(timer);
        m_timer.start(); // now: should the slice wait in an event loop of its own, others go on
        Q_EMIT timer->timeout();
        if (std::erase(m_running, timer) == 1) // it was not stopped
            wait(timer);
    }

    static inline QPointer<SliceTurns> s_instance; // child of the application

    std::deque<SliceTimer*> m_waiting;  // the active ones, the next one first, but
    std::vector<SliceTimer*> m_running; // those whose slice is being done
    QTimer m_timer;
    std::int64_t m_passBeganNs = 0; // CPU time of the thread then
    int m_putOff = 0;
};

} // namespace

SliceTimer::~SliceTimer()
{
    stop();
}

void SliceTimer::start()
{
    if (!std::exchange(m_isActive, true))
        SliceTurns::add(this);
}

void SliceTimer::stop()
{
    if (std::exchange(m_isActive, false))
        SliceTurns::remove(this);
}

} // namespace widgets

#include "moc_slice_timer.cpp"
