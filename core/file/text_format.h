// SPDX-License-Identifier: GPL-3.0-or-later
// Events as lines in the syntax of strace (docs/exports.md).
#pragma once

#include "core/file/export_format.h"
#include "core/file/recording_facts.h"

#include <cstdint>
#include <utility>

namespace core {

/// Some lines that begin with "#", then one line an event: seconds, thread, connection, the event, <seconds it took>.
class TextFormat final : public ExportFormat
{
public:
    TextFormat(RecordingFacts facts, std::int64_t originNs) : m_facts(std::move(facts)), m_originNs(originNs) {}

    void begin(TextBuffer& out) override;
    void add(std::uint64_t number, const Event& event, TextBuffer& out) override;

private:
    const RecordingFacts m_facts;
    const std::int64_t m_originNs;
};

} // namespace core
