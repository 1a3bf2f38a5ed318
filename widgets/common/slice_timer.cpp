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

namespace widgets {

namespace {

using namespace std::chrono_literals;

// Not 0: Qt's dispatcher for GLib has two sources for a timer of 0, and lets it fire twice in one pass.
constexpr auto kBetweenSlices = 1ms;
// A pass that has used so much of the processor has probably painted; timers that are due fire behind it.
constexpr std::int64_t kMuchNs = 1'000'000;
constexpr int kMostPutOff = 2; // in succession: there may be something to paint in every pass

// Whose turn it is.
class SliceTurns final : public QObject
{
public:
    static void add(SliceTimer* timer)
    {
        if (!s_instance)
            s_instance = new SliceTurns(QCoreApplication::instance());
        s_instance->m_waiting.push_back(timer);
        if (!s_instance->m_timer.isActive())
            s_instance->m_timer.start();
    }
    static void remove(SliceTimer* timer)
    {
        if (s_instance) // else the application has ended before it
            std::erase(s_instance->m_waiting, timer);
    }

private:
    explicit SliceTurns(QObject* parent) : QObject(parent)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(kBetweenSlices);
        connect(&m_timer, &QTimer::timeout, this, &SliceTurns::fire);
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                [this] { m_passBeganNs = core::threadCpuNs(); });
    }

    void fire()
    {
        if (m_waiting.empty())
            return;
        m_timer.start(); // before the slice: it may ask the user something, in an event loop of its own
        if (core::threadCpuNs() - m_passBeganNs > kMuchNs && m_putOff < kMostPutOff) {
            ++m_putOff;
            return;
        }
        m_putOff = 0;
        SliceTimer* timer = m_waiting.front();
        m_waiting.pop_front();
        m_waiting.push_back(timer);
        Q_EMIT timer->timeout();
    }

    static inline QPointer<SliceTurns> s_instance; // child of the application

    std::deque<SliceTimer*> m_waiting; // the active ones, the next one first
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
