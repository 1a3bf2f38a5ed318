// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/markdown_format.h"

#include "core/file/wall_time.h"
#include "core/text/bytes_text.h"
#include "core/text/errno_text.h"
#include "core/text/event_text.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace core {

namespace {

// As code, which no renderer takes for markup: between more backticks than it holds in a row. A pipe would end a cell;
// behind a backslash, which the escapes have doubled, it becomes an escape itself.
void appendCode(TextBuffer& out, std::string_view text)
{
    std::size_t longest = 0;
    for (std::size_t i = 0, run = 0; i < text.size(); ++i) {
        run = text[i] == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const bool isPadded = longest > 0;
    append(out, fence);
    append(out, isPadded ? " " : "");
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '|')
            out.push_back(text[i]);
        else
            append(out, i > 0 && text[i - 1] == '\\' ? "\\x7c" : "\\|");
    }
    append(out, isPadded ? " " : "");
    append(out, fence);
}

// A name that may be that of somebody else's file.
void appendName(TextBuffer& out, std::string_view name)
{
    appendCode(out, name.empty() ? "unknown" : escapeBytes(std::as_bytes(std::span(name))));
}

void appendSecondsOf(TextBuffer& out, std::int64_t ns)
{
    appendSeconds(out, ns);
    append(out, " s");
}

} // namespace

void MarkdownFormat::firstLook(std::uint64_t number, const Event& event)
{
    m_firstNs = m_events == 0 ? event.startNs : std::min(m_firstNs, event.startNs);
    m_lastNs = m_events == 0 ? event.startNs : std::max(m_lastNs, event.startNs);
    ++m_events;
    if (const auto kind = static_cast<std::size_t>(event.kind); kind < m_kinds.size())
        ++m_kinds[kind];
    if (!isTrouble(event))
        return;
    ErrorCount& error = m_errors[{event.call, errorOf(event)}];
    if (error.count++ == 0)
        error.first = number;
}

void MarkdownFormat::begin(TextBuffer& out)
{
    appendSummary(out);
    appendErrors(out);
    append(out, "\n## Events\n\n| # | seconds | thread | connection | event | took |\n|--:|--:|---|--:|---|--:|\n");
}

void MarkdownFormat::appendSummary(TextBuffer& out) const
{
    append(out, "# Recording of Socket Playground\n\n- Program: ");
    appendName(out, m_facts.program);
    append(out, "\n- System: ");
    appendName(out, m_facts.system);
    append(out, "\n- Recorded: ");
    appendUtc(out, m_firstNs + m_facts.realtimeOffsetNs);
    append(out, ", ");
    appendSecondsOf(out, m_lastNs - m_firstNs);
    append(out, "\n- Events: ");
    appendInteger(out, m_events);
    append(out, " (");
    for (std::size_t kind = 0; kind < m_kinds.size(); ++kind) {
        append(out, kind == 0 ? "" : ", ");
        append(out, kindName(static_cast<EventKind>(kind)));
        out.push_back(' ');
        appendInteger(out, m_kinds[kind]);
    }
    append(out, ")\n- Not here: dropped ");
    appendInteger(out, m_totals.letGo);
    append(out, ", too fast to be recorded ");
    appendInteger(out, m_facts.lost);
    out.push_back('\n');
}

void MarkdownFormat::appendErrors(TextBuffer& out) const
{
    append(out, "\n## Errors\n\n");
    if (m_errors.empty())
        return append(out, "None.\n");
    std::vector<std::pair<ErrorKind, ErrorCount>> errors(m_errors.begin(), m_errors.end());
    std::sort(errors.begin(), errors.end(),
              [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
    append(out, "| call | errno | times | first |\n|---|---|--:|--:|\n");
    for (std::size_t i = 0; i < std::min(errors.size(), kMostErrors); ++i) {
        const auto& [kind, error] = errors[i];
        append(out, "| ");
        appendName(out, kind.first < Call::Count ? callInfo(kind.first).name : "");
        append(out, " | ");
        appendErrno(out, kind.second);
        append(out, " | ");
        appendInteger(out, error.count);
        append(out, " | ");
        appendInteger(out, error.first);
        append(out, " |\n");
    }
    if (errors.size() > kMostErrors)
        fmt::format_to(std::back_inserter(out), FMT_STRING("\nAnd {} more.\n"), errors.size() - kMostErrors);
}

void MarkdownFormat::add(std::uint64_t number, const Event& event, TextBuffer& out)
{
    if (m_rows++ >= kMostRows)
        return;
    append(out, "| ");
    appendInteger(out, number);
    append(out, " | ");
    appendSeconds(out, event.startNs - m_totals.originNs);
    append(out, " | ");
    appendName(out, threadName(m_facts, event.thread));
    append(out, " | ");
    if (event.connection != 0)
        appendInteger(out, event.connection);
    append(out, " | ");
    appendCode(out, eventText(event));
    append(out, isTrouble(event) ? " **error** | " : " | ");
    if (event.kind == EventKind::Call)
        append(out, durationText(event.tookNs));
    append(out, " |\n");
}

void MarkdownFormat::end(TextBuffer& out)
{
    if (m_rows > kMostRows)
        fmt::format_to(std::back_inserter(out), FMT_STRING("\n{} more events are not in this table.\n"),
                       m_rows - kMostRows);
}

} // namespace core
