// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/moment/moment_control.h"

#include <chrono>
#include <utility>

namespace widgets {

MomentControl::MomentControl(const EventFeed& feed, QObject* parent) : QObject(parent), m_feed(feed), m_past(feed)
{
    connect(&m_slices, &SliceTimer::timeout, this, &MomentControl::show);
    connect(&feed, &EventFeed::letGo, this, &MomentControl::onLetGo);
    connect(&feed, &EventFeed::cleared, this, [this] { select(0); });
}

void MomentControl::select(quint64 number)
{
    const std::optional<core::Event> event = m_feed.recording().find(number);
    if (!event || isNewest(number)) {
        m_slices.stop();
        if (std::exchange(m_number, 0) != 0)
            Q_EMIT momentChanged(std::nullopt);
        return;
    }
    if (std::exchange(m_number, number) == number)
        return;
    m_ns = event->startNs;
    show();
}

void MomentControl::show()
{
    using namespace std::chrono_literals;
    if (!m_past.prepare(m_number, 4ms))
        return m_slices.start();
    m_slices.stop();
    Q_EMIT momentChanged(Moment{.number = m_number,
                                .ns = m_ns,
                                .originNs = m_feed.recording().originNs(),
                                .connection = m_feed.recording().find(m_number)->connection,
                                .tables = &m_past.at(m_number)});
}

/// After it the program only waited.
bool MomentControl::isNewest(quint64 number) const
{
    const core::Recording& recording = m_feed.recording();
    for (std::size_t i = recording.size(); i > 0 && recording.firstNumber() + i - 1 > number; --i) {
        const core::Event event = recording.at(i - 1);
        if (event.kind != core::EventKind::Call || core::callInfo(event.call).group != core::CallGroup::Waiting)
            return false;
    }
    return true;
}

void MomentControl::onLetGo()
{
    if (m_number == 0 || m_number >= m_feed.recording().firstNumber())
        return;
    const QString time = momentTime(m_ns, m_feed.recording().originNs());
    select(0);
    Q_EMIT momentLost(time);
}

} // namespace widgets

#include "moc_moment_control.cpp"
