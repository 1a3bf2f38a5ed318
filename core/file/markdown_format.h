// SPDX-License-Identifier: GPL-3.0-or-later
// Events as a report for an issue tracker (docs/exports.md).
#pragma once

#include "core/file/export_format.h"
#include "core/file/recording_facts.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace core {

/// A summary, the errors, then a table of the events, in GitHub's Markdown. Foreign bytes stand escaped in code spans.
/// Issue trackers take some 65,000 characters, so only the first events are in the table; the rest is counted.
class MarkdownFormat final : public ExportFormat
{
public:
    static constexpr std::size_t kMostRows = 300;  ///< Events in the table.
    static constexpr std::size_t kMostErrors = 50; ///< Kinds of errors: a call with its errno.

    struct Totals
    {
        std::int64_t originNs = 0;
        std::uint64_t letGo = 0;
    };

    MarkdownFormat(RecordingFacts facts, const Totals& totals) : m_facts(std::move(facts)), m_totals(totals) {}

    bool isLookingFirst() const override { return true; }
    void firstLook(std::uint64_t number, const Event& event) override;
    void begin(TextBuffer& out) override;
    void add(std::uint64_t number, const Event& event, TextBuffer& out) override;
    void end(TextBuffer& out) override;

private:
    struct ErrorCount
    {
        std::uint64_t count = 0;
        std::uint64_t first = 0; // number of the first event with it
    };
    using ErrorKind = std::pair<Call, int>; // call, errno

    void appendSummary(TextBuffer& out) const;
    void appendErrors(TextBuffer& out) const;

    const RecordingFacts m_facts;
    const Totals m_totals;
    std::array<std::uint64_t, 5> m_kinds{}; // by EventKind
    std::uint64_t m_events = 0;
    std::int64_t m_firstNs = 0;
    std::int64_t m_lastNs = 0;
    std::map<ErrorKind, ErrorCount> m_errors;
    std::uint64_t m_rows = 0;
};

} // namespace core
