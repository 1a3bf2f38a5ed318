// SPDX-License-Identifier: GPL-3.0-or-later
// A recording as JSON Lines (docs/recording-format.md).
#pragma once

#include "core/file/export_format.h"
#include "core/file/recording_header.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace core {

/// The first line, a line for each thread that has a name, then a line an event.
class RecordingFormat final : public ExportFormat
{
public:
    explicit RecordingFormat(RecordingHeader header) : m_header(std::move(header)) {}

    void begin(TextBuffer& out) override;
    void add(std::uint64_t number, const Event& event, TextBuffer& out) override;

    /// The name of one more thread, for a file whose beginning is written.
    static void addThread(std::size_t thread, std::string_view name, TextBuffer& out);

private:
    RecordingHeader m_header;
};

} // namespace core
