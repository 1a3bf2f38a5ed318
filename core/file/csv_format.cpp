// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/csv_format.h"

#include "core/file/wall_time.h"
#include "core/text/bytes_text.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"
#include "core/text/visible_text.h"

#include <limits>
#include <string>
#include <string_view>

namespace core {

namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r"; // what a spreadsheet may calculate or run

// The next cell, with what separates it from the one before. Quoted only where that is needed.
void appendCell(TextBuffer& out, std::string_view text)
{
    out.push_back(',');
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return append(out, text);
    out.push_back('"');
    for (const char c : text) {
        if (c == '"')
            out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

// A cell of words that may be somebody else's.
void appendWords(TextBuffer& out, const std::string& text)
{
    const bool isFormula = !text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos;
    appendCell(out, isFormula ? '\'' + text : text);
}

template <class Integer>
void appendNumber(TextBuffer& out, Integer value)
{
    out.push_back(',');
    appendInteger(out, value);
}

void appendData(TextBuffer& out, const Event& event)
{
    TextBuffer data;
    if (event.payload)
        appendQuoted(data, event.bytes(), std::numeric_limits<std::size_t>::max());
    appendCell(out, {data.data(), data.size()});
}

} // namespace

void CsvFormat::begin(TextBuffer& out)
{
    append(out, "seq,time_utc,seconds,time_ns,took_ns,thread,kind,source,side,connection,fd,call,result,errno,from,to,"
                "size,text,data\r\n");
}

void CsvFormat::add(std::uint64_t number, const Event& event, TextBuffer& out)
{
    const bool isCall = event.kind == EventKind::Call;
    const bool isState = event.kind == EventKind::State;
    appendInteger(out, number);
    out.push_back(',');
    appendUtc(out, event.startNs + m_facts.realtimeOffsetNs);
    out.push_back(',');
    appendSeconds(out, event.startNs - m_originNs);
    appendNumber(out, event.startNs);
    appendNumber(out, event.tookNs);
    appendWords(out, visibleText(threadName(m_facts, event.thread)));
    appendCell(out, kindName(event.kind));
    appendCell(out, sourceName(event.source));
    appendCell(out, sideName(event.side));
    event.connection == 0 ? appendCell(out, {}) : appendNumber(out, event.connection);
    event.fd == -1 ? appendCell(out, {}) : appendNumber(out, event.fd);
    appendCell(out, isCall && event.call < Call::Count ? callInfo(event.call).name : "");
    isCall ? appendNumber(out, event.result) : appendCell(out, {});
    appendCell(out, event.error != 0 ? errnoName(event.error) : "");
    appendCell(out, isState ? stateName(event.from()) : "");
    appendCell(out, isState ? stateName(event.to()) : "");
    appendNumber(out, event.payloadSize);
    appendWords(out, eventText(event));
    appendData(out, event);
    append(out, "\r\n");
}

} // namespace core
