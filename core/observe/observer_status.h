// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the observation of the kernel, and how it stands. Plain values.
#pragma once

#include "core/observe/port_set.h"

#include <cstdint>
#include <string>
#include <vector>

namespace core {

struct ObserveRequest
{
    PortSet ports; ///< A segment or a socket is observed when one of its two ports is among them. Not empty.
    std::vector<std::string> interfaces{"lo"}; ///< Whose packets are captured; "any" is all.
};

struct ObserverStatus
{
    enum class Phase : std::uint8_t {
        Off,
        Starting, ///< pkexec may ask for a password meanwhile.
        Running,
        Failed, ///< `reason` says why; nothing runs.
    };

    Phase phase = Phase::Off;
    bool states = false;    ///< The kernel reports the states: nothing is sampled or inferred meanwhile.
    bool packets = false;   ///< Packets are captured.
    std::string reason;     ///< Sentences: why it failed, or while it runs what of it does not work.
    std::uint64_t lost = 0; ///< Changes and packets that were not reported because they came too fast.
};

} // namespace core
