// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/event_pump.h"

#include "core/clock.h"

#include <QMetaObject>
#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace app {

namespace {

constexpr qint64 kBatchMs = 33;            // between two batches: about 30 a second
constexpr qint64 kMostTakesNs = 4'000'000; // of a batch, of CPU time

} // namespace

EventPump::EventPump(core::Recorder& recorder, widgets::EventFeed& feed, QObject* parent)
    : QObject(parent), m_recorder(recorder), m_feed(feed)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, &m_turn, &widgets::SliceTimer::start);
    connect(&m_turn, &widgets::SliceTimer::timeout, this, &EventPump::flush);
    m_recorder.setWaker([this] { QMetaObject::invokeMethod(this, &EventPump::schedule, Qt::QueuedConnection); });
}

void EventPump::schedule()
{
    if (m_timer.isActive() || m_turn.isActive())
        return;
    const qint64 passed = m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : kBatchMs;
    m_timer.start(std::chrono::milliseconds(std::clamp<qint64>(kBatchMs - passed, 0, kBatchMs)));
}

void EventPump::flush()
{
    m_sinceFlush.start();
    const std::int64_t before = core::threadCpuNs();
    const bool waited = m_waiting.has_value();
    if (!waited) {
        m_waiting = m_recorder.collect(m_atOnce);
        if (m_feed.makeRoom(m_waiting->events.size()))
            return; // which is enough for one pass
    }
    const bool more = m_waiting->more;
    const std::size_t events = m_waiting->events.size();
    const bool full = events == m_atOnce;
    appendWaiting();
    adapt(events, core::threadCpuNs() - before);
    if (const quint64 lost = m_recorder.lost(); lost != m_lost) {
        m_lost = lost;
        Q_EMIT lostChanged(lost);
    }
    if (full)
        return; // its turn comes again
    m_turn.stop();
    if (more || waited) // who recorded something while it waited has woken us then, and will not do so again
        schedule();
}

void EventPump::appendWaiting()
{
    if (m_waiting)
        m_feed.append(*std::exchange(m_waiting, std::nullopt));
}

void EventPump::adapt(std::size_t events, qint64 tookNs)
{
    if (tookNs > kMostTakesNs)
        m_atOnce =
            std::max(kFewestAtOnce, static_cast<std::size_t>(static_cast<qint64>(events) * kMostTakesNs / tookNs));
    else if (events == m_atOnce)
        m_atOnce = std::min(kMostAtOnce, m_atOnce + m_atOnce / 4);
}

void EventPump::flushReady()
{
    appendWaiting();
    core::Batch batch = m_recorder.collect(std::numeric_limits<std::size_t>::max());
    const bool more = batch.more;
    m_feed.append(std::move(batch));
    if (more)
        schedule();
}

void EventPump::flushAll()
{
    m_timer.stop();
    m_turn.stop();
    appendWaiting();
    m_feed.append(m_recorder.collectAll());
}

} // namespace app

#include "moc_event_pump.cpp"
