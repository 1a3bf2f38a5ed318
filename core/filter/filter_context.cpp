// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter/filter_context.h"

#include "core/text/errno_text.h"
#include "core/text/event_text.h"

namespace core {

void FilterContext::appendRow(std::string& out, const Event& event, std::uint64_t number) const
{
    out += eventText(event);
    out += kRowSeparator;
    out += sideName(event.side);
    out += kRowSeparator;
    out += connectionLabel(event, number);
    if (const int error = errorOf(event)) {
        out += kRowSeparator;
        out += errnoName(error);
    }
}

std::string FilterContext::connectionLabel(const Event& event, std::uint64_t number) const
{
    static_cast<void>(event);
    static_cast<void>(number);
    return {};
}

std::string FilterContext::threadName(std::uint16_t thread) const
{
    static_cast<void>(thread);
    return {};
}

} // namespace core
