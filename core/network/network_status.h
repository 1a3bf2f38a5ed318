// SPDX-License-Identifier: GPL-3.0-or-later
// In which network sockets are made, and how it stands. Plain values.
#pragma once

#include "core/text/sentence.h"

#include <cstdint>

namespace core {

enum class Network : std::uint8_t {
    ThisComputer, ///< The network namespace of this process.
    Private,      ///< One of our own (network_namespaces(7)): a loopback interface, every port free, nobody else in it.
};

/// In the private network packets to these addresses are swallowed in silence. They are kept for documentation and
/// belong to nobody (RFC 5737).
inline constexpr const char* kSilentNetwork = "192.0.2.0/24";

struct NetworkStatus
{
    enum class Phase : std::uint8_t {
        Ready,
        Starting, ///< socket(2) waits meanwhile.
        Failed,   ///< `reason` says why there is no private network.
        Ended,    ///< Its helper is gone: sockets in it live on, but no new one can be made. `reason` says so.
    };

    Network network = Network::ThisComputer;
    Phase phase = Phase::Ready;
    Sentence reason;          ///< When ready: what of it does not work, mostly nothing.
    std::int64_t helper = -1; ///< Process that holds the private network, for nsenter(1); -1: none.
};

} // namespace core
