// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_filter.h"

#include "core/filter/filter_parser.h"

namespace widgets {

namespace {

core::FilterNode parsed(const QString& text)
{
    const std::string utf8 = text.toStdString();
    const auto filter = core::parseFilter(utf8);
    return filter ? *filter : core::wordFilter(utf8);
}

} // namespace

LogMatcher::LogMatcher(const LogFilter& filter) : m_filter(filter), m_matcher(parsed(filter.text)) {}

bool LogMatcher::matches(const core::Event& event, std::uint64_t number, const core::FilterContext& context)
{
    if (m_filter.connection != 0 && event.connection != m_filter.connection)
        return false;
    return hasKind(event) && m_matcher.matches(event, number, context);
}

std::uint64_t LogMatcher::eventsAtOnce() const noexcept
{
    switch (m_matcher.cost()) {
    case core::FilterCost::Numbers:
        return 512;
    case core::FilterCost::Words:
        return 64;
    case core::FilterCost::Bytes: // of one event there may be megabytes
        return 1;
    }
    return 1;
}

bool LogMatcher::hasKind(const core::Event& event) const
{
    switch (event.kind) {
    case core::EventKind::Call:
        return core::callInfo(event.call).group == core::CallGroup::Waiting ? m_filter.waitingCalls : m_filter.calls;
    case core::EventKind::State:
        return m_filter.states;
    case core::EventKind::Message:
        return m_filter.messages;
    case core::EventKind::Note:
        return m_filter.notes;
    case core::EventKind::Packet:
        return m_filter.packets;
    }
    return true;
}

} // namespace widgets
