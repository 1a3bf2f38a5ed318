// SPDX-License-Identifier: GPL-3.0-or-later
// The packets of a recording as a pcapng file.
#pragma once

#include "core/file/export_format.h"
#include "core/packet/pcapng_export.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace core {

/// PcapngExport as one of the formats.
class PcapngFormat final : public ExportFormat
{
public:
    explicit PcapngFormat(PcapngOptions options) : m_export(std::move(options)) {}

    void begin(TextBuffer& out) override;
    void add(std::uint64_t number, const Event& event, TextBuffer& out) override;

    /// What it counted.
    const PcapngExport& counts() const noexcept { return m_export; }

private:
    void give(TextBuffer& out);

    PcapngExport m_export;
    std::vector<std::byte> m_bytes;
};

} // namespace core
