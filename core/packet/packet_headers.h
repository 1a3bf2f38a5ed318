// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of the headers of a segment, for showing it (RFC 791, RFC 8200, RFC 9293 section 3.1).
#pragma once

#include "core/packet/tcp_packet.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace core {

/// The fields of IPv4 and IPv6; those of the other version are 0. A plain value.
struct IpHeader
{
    std::uint8_t version = 0;
    std::size_t length = 0;        ///< Bytes, with options or extension headers.
    std::uint8_t trafficClass = 0; ///< IPv4: type of service. DSCP in the upper 6 bits, ECN in the lower 2.
    std::uint32_t totalLength = 0; ///< Bytes, header and data; 0: longer than the field can say (offload, jumbogram).
    std::uint8_t hopLimit = 0;     ///< IPv4: time to live.
    std::uint16_t identification = 0;
    bool dontFragment = false;
    bool moreFragments = false;
    std::uint16_t checksum = 0;
    bool checksumCorrect = false;
    std::uint32_t flowLabel = 0;
};

/// What the checksum field of a captured segment is (RFC 9293 section 3.1). The kernel leaves it to the network card to
/// compute, and on the loopback interface nobody does: then only the sum over the pseudo header stands there.
enum class ChecksumState : std::uint8_t {
    Correct,
    NotComputed, ///< Holds the sum of the pseudo header: left to the network card. No error.
    NotChecked,  ///< Not all bytes were captured.
    Mismatch,    ///< Neither of these.
};

struct TcpHeader
{
    std::size_t length = 0; ///< Bytes, with options.
    std::uint16_t checksum = 0;
    ChecksumState checksumState = ChecksumState::NotChecked;
    std::uint16_t expectedChecksum = 0; ///< For Mismatch: what it would have to be.
    std::uint16_t urgentPointer = 0;
};

/// One option as it stands in the header. `bytes` begins with kind and length, and points into the captured bytes.
struct RawTcpOption
{
    std::uint8_t kind = 0;
    std::span<const std::byte> bytes;
};

struct PacketHeaders
{
    IpHeader ip;
    TcpHeader tcp;
    std::vector<RawTcpOption>
        options; ///< In their order, with padding (kinds 0 and 1); what lies about its length ends it.
    std::span<const std::byte> dataBytes; ///< What was captured of the data.
};

/// `network` begins with the IP header, as TcpPacket::network. Nothing when decodeTcp() does not read it either. Pure.
std::optional<PacketHeaders> readHeaders(std::span<const std::byte> network);

} // namespace core
