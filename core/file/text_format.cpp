// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/text_format.h"

#include "core/file/wall_time.h"
#include "core/text/event_text.h"

#include <span>
#include <string>
#include <string_view>

namespace core {

namespace {

// A name may be that of somebody else's file.
void appendName(TextBuffer& out, std::string_view name)
{
    appendEscaped(out, std::as_bytes(std::span(name)));
}

} // namespace

void TextFormat::begin(TextBuffer& out)
{
    append(out, "# Recorded by ");
    appendName(out, m_facts.program);
    append(out, " on ");
    appendName(out, m_facts.system);
    append(out, "\n# 0.000000000 is ");
    appendUtc(out, m_originNs + m_facts.realtimeOffsetNs);
    append(out, "\n# seconds, thread, connection, event, <seconds it took>\n");
}

void TextFormat::add(std::uint64_t /*number*/, const Event& event, TextBuffer& out)
{
    TextBuffer seconds;
    appendSeconds(seconds, event.startNs - m_originNs);
    TextBuffer thread;
    appendName(thread, threadName(m_facts, event.thread));
    fmt::format_to(std::back_inserter(out), FMT_STRING("{:>14}  {:<12}  "),
                   std::string_view(seconds.data(), seconds.size()), std::string_view(thread.data(), thread.size()));
    fmt::format_to(std::back_inserter(out), FMT_STRING("{:>5}  "),
                   event.connection == 0 ? "-" : fmt::format(FMT_STRING("#{}"), event.connection));
    append(out, eventText(event));
    if (event.kind == EventKind::Call) {
        append(out, " <");
        appendSeconds(out, event.tookNs);
        out.push_back('>');
    }
    out.push_back('\n');
}

} // namespace core
