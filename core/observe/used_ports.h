// SPDX-License-Identifier: GPL-3.0-or-later
// The ports that the program uses, and how far the observer follows.
#pragma once

#include "core/observe/port_set.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

namespace core {

/// Any thread. The newest PortSet::kMost ports are kept, whether somebody observes or not.
class UsedPorts
{
public:
    enum class Use : std::uint8_t {
        Listen, ///< Whoever connects to it connects to us.
        Target, ///< Only connections of our own clients are ours.
    };
    /// How long use() waits at most.
    static constexpr std::chrono::milliseconds kMostWait{250};

    void add(std::uint16_t port, Use use); ///< Returns at once. Port 0: nothing happens.
    /// Call before the first segment: adds the port and, while an observer runs that does not observe it yet, waits
    /// until it does. A port costs that once; usually it takes some ms.
    void use(std::uint16_t port, Use use);

    // ---- the observer ----

    struct Snapshot
    {
        PortSet all;
        PortSet listened;
        std::uint64_t version = 0; ///< Higher after each change.
    };
    Snapshot snapshot() const;
    std::uint64_t version() const;
    /// Called with every change, on the thread that made it; must not call back. Empty: nobody is called.
    void setWaker(std::function<void()> wake);
    void observedUpTo(std::uint64_t version); ///< An observer runs and observes what a snapshot said.
    void notObserved();                       ///< None does any more: nobody waits.

private:
    struct Port
    {
        std::uint16_t port = 0;
        bool listened = false;
        std::uint64_t version = 0; // when it was added; 0: nobody waits for it any more
        std::uint64_t lastUse = 0;
    };

    Port& find(std::uint16_t port, Use use);

    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::vector<Port> m_ports;
    std::function<void()> m_wake;
    std::uint64_t m_version = 0;
    std::uint64_t m_uses = 0;
    std::uint64_t m_observed = 0;
    bool m_observing = false;
};

} // namespace core
