// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/pcapng_format.h"

namespace core {

void PcapngFormat::begin(TextBuffer& out)
{
    m_export.begin(m_bytes);
    give(out);
}

void PcapngFormat::add(std::uint64_t /*number*/, const Event& event, TextBuffer& out)
{
    m_export.add(event, m_bytes);
    give(out);
}

void PcapngFormat::give(TextBuffer& out)
{
    append(out, {reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size()});
    m_bytes.clear();
}

} // namespace core
