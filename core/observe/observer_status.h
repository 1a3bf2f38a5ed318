// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the observation of the kernel, and how it stands. Plain values.
#pragma once

#include "core/observe/port_set.h"
#include "core/text/sentence.h"

#include <cstdint>
#include <string>
#include <vector>

namespace core {

struct ObserveRequest
{
    /// To listen on, observed from the start; may be empty. A segment or a socket is observed when one of its two ports
    /// is among these, or among those that the program uses (UsedPorts).
    PortSet ports;
    std::vector<std::string> interfaces{"lo"}; ///< Whose packets are captured; "any" is all.
};

struct ObserverStatus
{
    enum class Phase : std::uint8_t {
        Off,
        Starting, ///< pkexec may ask for a password meanwhile.
        Running,
        Failed, ///< `reasons` say why; nothing runs.
    };

    Phase phase = Phase::Off;
    bool states = false;  ///< The kernel reports the states: of what is observed nothing is sampled or inferred.
    bool packets = false; ///< Packets are captured.
    std::vector<Sentence> reasons; ///< Why it failed, or while it runs what of it does not work.
    bool needsPrivileges = false;  ///< Failed: it cannot be started here by this user.
    std::uint64_t lost = 0;        ///< Changes and packets that were not reported because they came too fast.

    friend bool operator==(const ObserverStatus&, const ObserverStatus&) = default;
};

} // namespace core
