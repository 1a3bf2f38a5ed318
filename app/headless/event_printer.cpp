// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/event_printer.h"

#include "core/text/event_text.h"

#include <fmt/format.h>

namespace app {

namespace {

std::string last(const core::Event& event)
{
    switch (event.kind) {
    case core::EventKind::Call:
        return core::durationText(event.tookNs);
    case core::EventKind::State:
        return std::string(core::sourceName(event.source));
    case core::EventKind::Message:
    case core::EventKind::Packet:
    case core::EventKind::Note:
        break;
    }
    return std::string(core::kindName(event.kind));
}

} // namespace

std::string eventLine(const core::Event& event, std::uint64_t number, std::int64_t originNs)
{
    const std::string connection = event.connection == 0 ? "-" : fmt::format("#{}", event.connection);
    return fmt::format("{:>4}  {:>9.6f}  {:<6}  {:>3}  {:<72}  {}\n", number,
                       static_cast<double>(event.startNs - originNs) / 1e9, core::sideName(event.side), connection,
                       core::eventText(event), last(event));
}

} // namespace app
