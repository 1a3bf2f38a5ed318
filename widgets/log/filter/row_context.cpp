// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/filter/row_context.h"

#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "widgets/log/log_text.h"
#include "widgets/packets/packet_text.h"

namespace widgets {

RowContext::RowContext(const core::Recording& recording, const ConnectionLabels& labels)
    : m_recording(recording),
      m_labels(labels),
      m_sides{sideText(core::Side::Server).toStdString(), sideText(core::Side::Client).toStdString()}
{
}

void RowContext::appendRow(std::string& out, const core::Event& event, std::uint64_t number) const
{
    out += event.kind == core::EventKind::Note ? eventLine(event).toStdString() : core::eventText(event);
    out += core::kRowSeparator;
    out += m_sides[event.side == core::Side::Server ? 0 : 1];
    out += core::kRowSeparator;
    out += m_labels.text(event, number);
    if (event.kind == core::EventKind::Packet) { // what its row in the table of packets says besides
        out += core::kRowSeparator;
        out += (packetDirection(event) + QLatin1Char(core::kRowSeparator) + packetInfo(event)).toStdString();
    }
    if (const int error = core::errorOf(event)) {
        out += core::kRowSeparator;
        out += core::errnoName(error);
    }
}

std::string RowContext::connectionLabel(const core::Event& event, std::uint64_t number) const
{
    return m_labels.text(event, number);
}

std::string RowContext::threadName(std::uint16_t thread) const
{
    return m_threadName ? m_threadName(thread).toStdString() : std::string();
}

} // namespace widgets
