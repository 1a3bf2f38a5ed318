// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_filter.h"

#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "widgets/log/log_text.h"
#include "widgets/packets/packet_text.h"

#include <algorithm>

namespace widgets {

namespace {

// Parts of the row are separated by what cannot be typed into a line, so that no match spans two of them.
constexpr char kSeparator = '\n';

bool isAscii(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

LogMatcher::LogMatcher(const LogFilter& filter, const ConnectionLabels& labels)
    : m_filter(filter),
      m_labels(&labels),
      m_needle(filter.text.trimmed().toStdString()),
      m_ascii(isAscii(m_needle)),
      m_sides{sideText(core::Side::Server).toStdString(), sideText(core::Side::Client).toStdString()}
{
    fold(m_needle);
}

bool LogMatcher::matches(const core::Event& event, std::uint64_t number) const
{
    if (m_filter.connection != 0 && event.connection != m_filter.connection)
        return false;
    return hasKind(event) && (m_needle.empty() || hasText(event, number));
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

bool LogMatcher::hasText(const core::Event& event, std::uint64_t number) const
{
    std::string row = event.kind == core::EventKind::Note ? eventLine(event).toStdString() : core::eventText(event);
    row += kSeparator;
    row += m_sides[event.side == core::Side::Server ? 0 : 1];
    row += kSeparator;
    row += m_labels->text(event, number);
    if (event.kind == core::EventKind::Packet) { // what its row in the table of packets says besides
        row += kSeparator;
        row += (packetDirection(event) + QLatin1Char(kSeparator) + packetInfo(event)).toStdString();
    }
    if (const int error = core::errorOf(event)) {
        row += kSeparator;
        row += core::errnoName(error);
    }
    fold(row);
    return row.find(m_needle) != std::string::npos;
}

void LogMatcher::fold(std::string& text) const
{
    if (!m_ascii) {
        text = QString::fromStdString(text).toCaseFolded().toStdString();
        return;
    }
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
}

} // namespace widgets
