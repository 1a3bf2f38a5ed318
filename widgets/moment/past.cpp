// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/moment/past.h"

#include <QElapsedTimer>
#include <algorithm>
#include <system_error>
#include <utility>

namespace widgets {

namespace {

constexpr std::uint64_t kBite = 4096; // events that are folded faster than tables are copied

} // namespace

void PastTables::apply(const core::Event& event, std::uint64_t number)
{
    const bool atServer = event.side == core::Side::Server;
    (atServer ? server : client).apply(event);
    states.apply(event, number);
    if (!atServer || event.connection != 0 || event.kind != core::EventKind::Call)
        return;
    if (event.call == core::Call::Listen && event.error == 0)
        listenerFds.push_back(event.fd);
    else if (event.call == core::Call::Close)
        std::erase(listenerFds, event.fd);
}

Past::Past(const EventFeed& feed, QObject* parent)
    : QObject(parent),
      m_feed(feed),
      m_base{feed.recording().firstNumber() - 1, PastTables()},
      m_ahead(m_base),
      m_front(m_base),
      m_current(m_base)
{
    connect(&feed, &EventFeed::appended, this, &Past::foldAhead);
    connect(&feed, &EventFeed::aboutToLetGo, this, [this](qsizetype count) {
        letGo(m_feed.recording().firstNumber() + static_cast<std::uint64_t>(count) - 1);
    });
    connect(&feed, &EventFeed::cleared, this, &Past::onCleared);
}

bool Past::prepare(std::uint64_t number, std::chrono::nanoseconds budget)
{
    if (m_front.number < newest().number)
        m_front = newest();
    QElapsedTimer timer;
    timer.start();
    while (m_front.number < number) {
        if (std::chrono::nanoseconds(timer.nsecsElapsed()) > budget)
            return false;
        const std::uint64_t next = (newest().number / kStep + 1) * kStep;
        advance(m_front, std::min({next, number, m_front.number + kBite}));
        if (m_front.number == next)
            m_snapshots.push_back(m_front);
    }
    return true;
}

const PastTables& Past::at(std::uint64_t number)
{
    prepare(number, std::chrono::nanoseconds::max());
    // The newest of what there is that is not newer than asked for.
    const auto after = std::upper_bound(m_snapshots.begin(), m_snapshots.end(), number,
                                        [](std::uint64_t n, const Snapshot& each) { return n < each.number; });
    const Snapshot& before = after == m_snapshots.begin() ? m_base : *std::prev(after);
    const Snapshot& nearest = m_front.number <= number ? m_front : before;
    const bool tooOld = m_current.number < m_base.number || m_current.number + kBite < nearest.number;
    if (m_current.number > number || tooOld)
        m_current = nearest;
    advance(m_current, number);
    return m_current.tables;
}

void Past::advance(Snapshot& snapshot, std::uint64_t number) const
{
    const core::Recording& recording = m_feed.recording();
    const std::uint64_t first = recording.firstNumber();
    const std::uint64_t end = std::min(number + 1, first + recording.size());
    for (std::uint64_t next = std::max(snapshot.number + 1, first); next < end; ++next)
        snapshot.tables.apply(recording.at(next - first), next);
    snapshot.number = number;
    // Nobody asks what has changed: it is not gathered.
    snapshot.tables.server.takeChanges();
    snapshot.tables.client.takeChanges();
}

/// In the last tenth before a limit of the recording, as far as that is filled.
void Past::foldAhead()
{
    const core::Recording& recording = m_feed.recording();
    const auto part = [](std::size_t used, std::size_t most) {
        return static_cast<double>(used) / static_cast<double>(std::max<std::size_t>(most, 1));
    };
    const double full = std::max(part(recording.size(), recording.limits().events),
                                 part(recording.payloadBytes(), recording.limits().payloadBytes));
    const double ofTenth = std::clamp((full - 0.9) * 10, 0.0, 1.0);
    if (ofTenth < 0.1)
        return;
    if (isCopying())
        return;
    finishCopying();
    if (m_ahead.number < m_base.number) { // of the tenth before; thousands of connections take many milliseconds
        try {
            m_copying = std::async(std::launch::async, [this] { m_ahead = m_base; });
        } catch (const std::system_error&) { // no thread can be had
            m_ahead = m_base;
        }
        return;
    }
    const auto count = static_cast<std::uint64_t>(static_cast<double>(recording.size()) / 10 * ofTenth);
    advance(m_ahead, std::max(m_ahead.number, recording.firstNumber() + count - 1));
}

bool Past::isCopying()
{
    return m_copying.valid() && m_copying.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
}

void Past::finishCopying()
{
    if (m_copying.valid())
        m_copying.get();
}

void Past::letGo(std::uint64_t last)
{
    finishCopying();
    const auto kept = std::find_if(m_snapshots.begin(), m_snapshots.end(),
                                   [last](const Snapshot& each) { return each.number > last; });
    if (kept != m_snapshots.begin())
        m_base = std::move(*std::prev(kept));
    m_snapshots.erase(m_snapshots.begin(), kept);
    if (m_ahead.number > m_base.number && m_ahead.number <= last)
        std::swap(m_base, m_ahead); // its memory is used again
    advance(m_base, last);
}

void Past::onCleared()
{
    finishCopying();
    m_base.tables.server.forgetClosed();
    m_base.tables.client.forgetClosed();
    m_base.tables.states.clear();
    m_base.tables.server.takeChanges();
    m_base.tables.client.takeChanges();
    m_snapshots.clear();
    m_ahead = m_base;
    m_front = m_base;
    m_current = m_base;
}

} // namespace widgets

#include "moc_past.cpp"
