// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/feed/event_feed.h"

namespace widgets {

EventFeed::EventFeed(core::Recording::Limits limits, QObject* parent)
    : QObject(parent), m_isLive(true), m_recording(limits)
{
}

EventFeed::EventFeed(core::Recording::Limits limits, const core::Recording::Start& start, QObject* parent)
    : QObject(parent), m_isLive(false), m_recording(limits, start)
{
}

void EventFeed::tellAboutToLetGo(std::size_t count)
{
    Q_EMIT aboutToLetGo(static_cast<qsizetype>(count));
}

void EventFeed::append(core::Batch batch)
{
    const core::Recording::Appended result =
        m_recording.append(std::move(batch), [this](std::size_t count) { tellAboutToLetGo(count); });
    tellLetGo(result);
    if (result.added > 0)
        Q_EMIT appended(static_cast<qsizetype>(m_recording.size() - result.added),
                        static_cast<qsizetype>(result.added));
}

bool EventFeed::makeRoom(std::size_t added)
{
    return tellLetGo(m_recording.makeRoom(added, [this](std::size_t count) { tellAboutToLetGo(count); }));
}

bool EventFeed::tellLetGo(const core::Recording::Appended& result)
{
    if (result.letGo > 0)
        Q_EMIT letGo(static_cast<qsizetype>(result.letGo));
    return result.letGo > 0;
}

void EventFeed::clear()
{
    if (!m_recording.empty())
        Q_EMIT aboutToLetGo(static_cast<qsizetype>(m_recording.size()));
    m_recording.clear();
    Q_EMIT cleared();
}

void EventFeed::setLimits(core::Recording::Limits limits)
{
    tellLetGo(m_recording.setLimits(limits, [this](std::size_t count) { tellAboutToLetGo(count); }));
}

} // namespace widgets

#include "moc_event_feed.cpp"
