// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of a pcapng file (draft-ietf-opsawg-pcapng): section, interfaces, packets with comments.
#pragma once

#include "core/packet/tcp_packet.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// One packet as it is to stand in the file.
struct PcapngPacket
{
    std::uint32_t interface = 0;           ///< As addInterface() gave it.
    std::int64_t unixNs = 0;               ///< Nanoseconds since 1970-01-01 UTC; before that: written as 0.
    std::span<const std::byte> bytes;      ///< What was captured.
    std::uint32_t wireLength = 0;          ///< Bytes on the wire; at least as many as were captured.
    std::span<const std::string> comments; ///< UTF-8; each longer than 65,535 bytes is cut.
};

/// Makes blocks and keeps nothing but the count of interfaces: each function appends one block to `out`. Little-endian
/// on every machine, so that the same packets give the same bytes. One thread. Never fails.
class PcapngWriter
{
public:
    /// The first block of a file.
    static void begin(std::vector<std::byte>& out, std::string_view application);
    /// Time stamps of its packets are in nanoseconds. An empty name or description is left out.
    std::uint32_t addInterface(std::vector<std::byte>& out, LinkType link, std::string_view name,
                               std::string_view description);
    static void packet(std::vector<std::byte>& out, const PcapngPacket& packet);

private:
    std::uint32_t m_interfaces = 0;
};

} // namespace core
