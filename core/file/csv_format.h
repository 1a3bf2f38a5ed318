// SPDX-License-Identifier: GPL-3.0-or-later
// Events as a table for spreadsheets and scripts (RFC 4180, docs/exports.md).
#pragma once

#include "core/file/export_format.h"
#include "core/file/recording_facts.h"

#include <cstdint>
#include <utility>

namespace core {

/// A row of names, then one row an event; UTF-8, lines end with CR LF. No cell that holds foreign text begins with a
/// character that a spreadsheet takes for a formula: bytes stand in quotes, names get an apostrophe.
class CsvFormat final : public ExportFormat
{
public:
    CsvFormat(RecordingFacts facts, std::int64_t originNs) : m_facts(std::move(facts)), m_originNs(originNs) {}

    void begin(TextBuffer& out) override;
    void add(std::uint64_t number, const Event& event, TextBuffer& out) override;

private:
    const RecordingFacts m_facts;
    const std::int64_t m_originNs;
};

} // namespace core
