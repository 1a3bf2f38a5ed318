// SPDX-License-Identifier: GPL-3.0-or-later
// Packets of one interface, through libpcap.
#pragma once

#include "core/observe/port_set.h"
#include "helper/output.h"
#include "helper/problem.h"

#include <memory>
#include <pcap/pcap.h>
#include <string>

namespace helper {

/// Owns the capture. Times are those of the kernel, moved from CLOCK_REALTIME to CLOCK_MONOTONIC.
class Capture
{
public:
    /// A packet is handed over by the kernel at the latest so long after it was captured.
    static constexpr int kDelayMs = 10;

    /// Opens and starts; needs CAP_NET_RAW. `ports` outlives it.
    static Result<Capture> open(const std::string& interface, const core::PortSet& ports);

    /// After the ports have changed. False: the kernel does not filter them.
    bool updateFilter();
    /// Adds what was captured, and what was lost. False: the interface is gone.
    bool drain(Output& output);
    const std::string& interface() const noexcept { return m_interface; }

private:
    struct Close
    {
        void operator()(pcap_t* pcap) const { ::pcap_close(pcap); }
    };
    using Handle = std::unique_ptr<pcap_t, Close>;

    Capture(Handle pcap, std::string interface, const core::PortSet& ports);

    Handle m_pcap;
    std::string m_interface;
    const core::PortSet* m_ports;
    std::uint32_t m_linkType;
    std::uint32_t m_dropped = 0;
};

} // namespace helper
