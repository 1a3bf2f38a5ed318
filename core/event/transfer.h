// SPDX-License-Identifier: GPL-3.0-or-later
// Which calls move bytes of a stream, and which way.
#pragma once

#include "core/event/event.h"

#include <cstdint>
#include <optional>
#include <sys/socket.h>

namespace core {

/// What one call moved. A plain value.
struct Transfer
{
    Direction direction = Direction::Sent; ///< Seen from the end that made the call.
    std::uint64_t bytes = 0;               ///< At least one.
    bool isUrgent = false;                 ///< With MSG_OOB: beside the stream, not in it.
};

/// Of a call that moved nothing, or looked without taking (MSG_PEEK): nothing.
inline std::optional<Transfer> transferOf(const Event& event) noexcept
{
    if (event.kind != EventKind::Call || event.result <= 0)
        return std::nullopt;
    const auto bytes = static_cast<std::uint64_t>(event.result);
    const bool isUrgent = event.call != Call::Splice && (event.args[1] & MSG_OOB) != 0;
    switch (event.call) {
    case Call::Send:
        return Transfer{Direction::Sent, bytes, isUrgent};
    case Call::Recv:
        return (event.args[1] & MSG_PEEK) == 0 ? std::optional(Transfer{Direction::Received, bytes, isUrgent})
                                               : std::nullopt;
    case Call::Splice:
        return Transfer{static_cast<Direction>(event.args[3]), bytes};
    default:
        return std::nullopt;
    }
}

} // namespace core
