// SPDX-License-Identifier: GPL-3.0-or-later
// The ports that are observed, and the filters of the kernel that follow from them.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// Up to kMost ports of 1 to 65535. A plain value.
class PortSet
{
public:
    static constexpr std::size_t kMost = 1000;

    /// "8080", "8080,9000-9010"; nothing when empty, malformed, a port is 0 or above 65535, a range runs backwards, or
    /// there are more than kMost different ports.
    static std::optional<PortSet> parse(std::string_view text);

    bool insert(std::uint16_t port); ///< False, and nothing changes: port 0, or kMost ports are there already.
    bool contains(std::uint16_t port) const noexcept { return m_ports[port]; }
    std::size_t size() const noexcept { return m_ports.count(); }
    std::vector<std::uint16_t> all() const; ///< Ascending.
    bool empty() const noexcept { return m_ports.none(); }

    const std::bitset<65536>& bits() const noexcept { return m_ports; }

    std::string text() const; ///< As parse() reads it, ascending, neighbours as ranges.
    /// For libpcap (pcap-filter(7)); empty when there is no port. With many ranges it takes in all ports from the first
    /// to the last: the kernel allows 4096 instructions. Who reads the packets has to look again.
    std::string packetFilter() const;
    /// For a tracepoint with the fields sport, dport and protocol; without a port it lets nothing through. With many
    /// ranges wider, as above: a filter has to fit into a page.
    std::string traceFilter() const;

private:
    struct Range
    {
        std::uint16_t first;
        std::uint16_t last;
    };
    std::vector<Range> ranges() const;
    std::vector<Range> filterRanges() const;

    std::bitset<65536> m_ports;
};

} // namespace core
