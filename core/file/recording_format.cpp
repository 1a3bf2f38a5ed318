// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/recording_format.h"

#include "core/text/event_text.h"
#include "core/text/hex_digits.h"
#include "core/text/json_string.h"

#include <algorithm>
#include <cstring>

namespace core {
namespace {

template <class Integer>
void appendNumber(TextBuffer& out, std::string_view key, Integer value)
{
    append(out, key);
    appendInteger(out, value);
}

// `name` needs no escapes.
void appendName(TextBuffer& out, std::string_view key, std::string_view name)
{
    append(out, key);
    out.push_back('"');
    append(out, name);
    out.push_back('"');
}

void appendPayload(TextBuffer& out, const Event& event)
{
    if (event.payloadSize == 0)
        return;
    appendNumber(out, ",\"size\":", event.payloadSize);
    if (!event.payload)
        return; // not kept
    const std::size_t before = out.size();
    append(out, ",\"data\":");
    if (appendJsonText(out, event.bytes()))
        return;
    out.resize(before);
    append(out, ",\"data_hex\":\"");
    appendHexDigits(out, event.bytes());
    out.push_back('"');
}

// What only calls have; of other events only what differs from its default, so that nothing is lost.
void appendCallValues(TextBuffer& out, const Event& event)
{
    const bool isCall = event.kind == EventKind::Call;
    if ((isCall || event.call != Call::None) && event.call < Call::Count)
        appendName(out, ",\"call\":", callInfo(event.call).name);
    if (std::any_of(event.args.begin(), event.args.end(), [](std::int32_t argument) { return argument != 0; })) {
        appendNumber(out, ",\"raw_args\":[", event.args[0]);
        for (std::size_t i = 1; i < event.args.size(); ++i)
            appendNumber(out, ",", event.args[i]);
        out.push_back(']');
    }
    if (isCall || event.result != 0)
        appendNumber(out, ",\"result\":", event.result);
    if (event.error == 0)
        return;
    if (const char* name = ::strerrorname_np(event.error))
        appendName(out, ",\"errno\":", name);
    else
        appendNumber(out, ",\"errno\":", event.error);
}

} // namespace

void RecordingFormat::begin(TextBuffer& out)
{
    appendName(out, "{\"format\":", RecordingHeader::kFormat);
    appendNumber(out, ",\"version\":", RecordingHeader::kVersion);
    append(out, ",\"program\":");
    appendJsonString(out, m_header.facts.program);
    append(out, ",\"system\":");
    appendJsonString(out, m_header.facts.system);
    appendNumber(out, ",\"first\":", m_header.firstNumber);
    if (m_header.events)
        appendNumber(out, ",\"events\":", *m_header.events);
    appendNumber(out, ",\"let_go\":", m_header.letGo);
    appendNumber(out, ",\"lost\":", m_header.facts.lost);
    appendNumber(out, ",\"origin_ns\":", m_header.originNs);
    appendNumber(out, ",\"realtime_offset_ns\":", m_header.facts.realtimeOffsetNs);
    append(out, "}\n");
    const auto& threads = m_header.facts.threads;
    for (std::size_t thread = 0; thread < threads.size(); ++thread) {
        if (!threads[thread].empty())
            addThread(thread, threads[thread], out);
    }
}

void RecordingFormat::addThread(std::size_t thread, std::string_view name, TextBuffer& out)
{
    appendNumber(out, "{\"track\":", thread);
    append(out, ",\"thread\":");
    appendJsonString(out, name);
    append(out, "}\n");
}

void RecordingFormat::add(std::uint64_t number, const Event& event, TextBuffer& out)
{
    appendNumber(out, "{\"seq\":", number);
    appendNumber(out, ",\"time_ns\":", event.startNs);
    appendNumber(out, ",\"took_ns\":", event.tookNs);
    appendNumber(out, ",\"track\":", event.thread);
    appendName(out, ",\"kind\":", kindName(event.kind));
    appendName(out, ",\"source\":", sourceName(event.source));
    appendName(out, ",\"side\":", sideName(event.side));
    if (event.connection != 0)
        appendNumber(out, ",\"connection\":", event.connection);
    if (event.fd != -1)
        appendNumber(out, ",\"fd\":", event.fd);
    appendCallValues(out, event);
    if (event.kind == EventKind::State) {
        appendName(out, ",\"from\":", stateName(event.from()));
        appendName(out, ",\"to\":", stateName(event.to()));
    }
    appendPayload(out, event);
    if (const auto note = m_header.facts.bookmarks.find(number); note != m_header.facts.bookmarks.end()) {
        append(out, ",\"bookmark\":");
        appendJsonString(out, note->second);
    }
    append(out, ",\"line\":");
    appendJsonString(out, eventText(event));
    append(out, "}\n");
}

} // namespace core
