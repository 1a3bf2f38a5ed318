// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/tcp_packet.h"

#include <string_view>

namespace core {

std::string tcpFlagsText(std::uint16_t flags)
{
    struct Name
    {
        std::uint16_t flag;
        std::string_view name;
    };
    // What begins and ends a connection first, ACK last: it is on nearly every segment.
    static constexpr std::array kNames{
        Name{tcp_flag::kSyn, "SYN"}, Name{tcp_flag::kFin, "FIN"}, Name{tcp_flag::kRst, "RST"},
        Name{tcp_flag::kPsh, "PSH"}, Name{tcp_flag::kUrg, "URG"}, Name{tcp_flag::kEce, "ECE"},
        Name{tcp_flag::kCwr, "CWR"}, Name{tcp_flag::kAe, "AE"},   Name{tcp_flag::kAck, "ACK"},
    };
    std::string text;
    for (const Name& name : kNames) {
        if ((flags & name.flag) == 0)
            continue;
        if (!text.empty())
            text += '+';
        text += name.name;
    }
    return text.empty() ? "none" : text;
}

} // namespace core
