// SPDX-License-Identifier: GPL-3.0-or-later
// A TCP segment with its addresses, read from captured bytes (RFC 9293 section 3.1, RFC 791, RFC 8200).
#pragma once

#include "core/net/address.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>

namespace core {

/// What stands before the IP header in captured bytes, with the numbers of pcap-linktype(7).
enum class LinkType : std::uint32_t {
    Ethernet = 1,    ///< DLT_EN10MB: Ethernet, and the loopback interface of Linux. Up to two VLAN tags are skipped.
    Raw = 101,       ///< LINKTYPE_RAW: nothing, the IP header comes first.
    LinuxSll = 113,  ///< DLT_LINUX_SLL
    LinuxSll2 = 276, ///< DLT_LINUX_SLL2: what the interface "any" gives.
};

/// Bits of the TCP header, as they stand in its bytes 12 and 13.
namespace tcp_flag {
inline constexpr std::uint16_t kFin = 0x001;
inline constexpr std::uint16_t kSyn = 0x002;
inline constexpr std::uint16_t kRst = 0x004;
inline constexpr std::uint16_t kPsh = 0x008;
inline constexpr std::uint16_t kAck = 0x010;
inline constexpr std::uint16_t kUrg = 0x020;
inline constexpr std::uint16_t kEce = 0x040;
inline constexpr std::uint16_t kCwr = 0x080;
inline constexpr std::uint16_t kAe = 0x100;
} // namespace tcp_flag

inline constexpr std::size_t kTcpHeader = 20; ///< Bytes of a TCP header without options.

/// Options of a segment. Those that are not known here, or that lie about their length, are passed over.
struct TcpOptions
{
    struct Timestamps
    {
        std::uint32_t value = 0;
        std::uint32_t echo = 0;
    };
    struct SackBlock
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0; ///< First sequence number after the block.
    };

    std::optional<std::uint16_t> mss;        ///< Bytes; RFC 9293 section 3.7.1.
    std::optional<std::uint8_t> windowScale; ///< Shift count, at most 14; RFC 7323 section 2.
    bool sackPermitted = false;              ///< RFC 2018.
    std::array<SackBlock, 4> sack{};
    std::uint8_t sackCount = 0;
    std::optional<Timestamps> timestamps; ///< RFC 7323 section 3.
};

/// A plain value, but for `network` and `payload`, which point into the captured bytes. Checksums are not looked at:
/// with checksum offload, and always on the loopback interface, what is captured has none yet.
struct TcpPacket
{
    Address source;
    Address destination;
    std::uint32_t seq = 0; ///< As on the wire.
    std::uint32_t ack = 0; ///< As on the wire; without meaning when ACK is not set.
    std::uint16_t flags = 0;
    std::uint16_t window = 0; ///< As on the wire, not scaled.
    TcpOptions options;
    std::uint32_t payloadLength = 0;    ///< Bytes of data on the wire, also when they were not all captured.
    std::span<const std::byte> network; ///< From the IP header to the end of what was captured of the datagram.
    std::span<const std::byte> payload; ///< What was captured of the data.

    bool has(std::uint16_t flag) const noexcept { return (flags & flag) != 0; }
    /// How far it moves the sequence numbers: its data, and one each for SYN and FIN.
    std::uint32_t sequenceLength() const noexcept
    {
        return payloadLength + (has(tcp_flag::kSyn) ? 1U : 0U) + (has(tcp_flag::kFin) ? 1U : 0U);
    }
};

/// Why captured bytes are no TCP segment.
enum class PacketError : std::uint8_t {
    UnknownLink, ///< A link type that is not in LinkType.
    NotIp,
    NotTcp,
    Fragment,  ///< A later fragment of a datagram: it has no TCP header.
    CutShort,  ///< The bytes end inside a header.
    Malformed, ///< A header contradicts itself.
};

/// Pure; any thread. `wireLength`: bytes on the wire, at least as many as were captured (jumbo frames without a length
/// in the IP header are measured by it).
tl::expected<TcpPacket, PacketError> decodeTcp(std::span<const std::byte> captured, LinkType link,
                                               std::size_t wireLength);

/// "SYN", "SYN+ACK", "FIN+PSH+ACK"; "none" when no bit is set.
std::string tcpFlagsText(std::uint16_t flags);

} // namespace core
