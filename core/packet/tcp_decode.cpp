// SPDX-License-Identifier: GPL-3.0-or-later
// The way through the headers: link, IP, TCP.
#include "core/packet/byte_reader.h"
#include "core/packet/tcp_packet.h"

#include <cstring>
#include <netinet/in.h>

namespace core {

namespace {

using Error = PacketError;
template <class T>
using Decoded = tl::expected<T, PacketError>;

constexpr std::uint16_t kEtherIpv4 = 0x0800;
constexpr std::uint16_t kEtherIpv6 = 0x86dd;

bool isVlanTag(std::uint16_t type)
{
    return type == 0x8100 || type == 0x88a8; // IEEE 802.1Q, 802.1ad
}

// Where the IP header begins.
Decoded<std::size_t> linkLength(const ByteReader& in, LinkType link)
{
    std::size_t typeAt = 0;
    std::size_t length = 0;
    switch (link) {
    case LinkType::Ethernet:
        typeAt = 12;
        length = 14;
        break;
    case LinkType::LinuxSll:
        typeAt = 14;
        length = 16;
        break;
    case LinkType::LinuxSll2:
        typeAt = 0;
        length = 20;
        break;
    case LinkType::Raw:
        return std::size_t{0};
    default:
        return tl::unexpected(Error::UnknownLink);
    }
    if (!in.has(length))
        return tl::unexpected(Error::CutShort);
    std::uint16_t type = in.u16(typeAt);
    for (int tags = 0; tags < 2 && isVlanTag(type); ++tags) {
        if (!in.has(length + 4))
            return tl::unexpected(Error::CutShort);
        type = in.u16(length + 2);
        length += 4;
    }
    if (type != kEtherIpv4 && type != kEtherIpv6)
        return tl::unexpected(Error::NotIp);
    return length;
}

// An IP datagram: what it carries and between whom.
struct Datagram
{
    std::size_t headerLength = 0;
    std::size_t length = 0; // header and all it carries, on the wire
    int family = AF_UNSPEC;
    std::array<std::byte, 16> source{};
    std::array<std::byte, 16> destination{};
};

Decoded<Datagram> readIpv4(const ByteReader& in, std::size_t wireLength)
{
    Datagram result;
    if (!in.has(20))
        return tl::unexpected(Error::CutShort);
    result.headerLength = static_cast<std::size_t>(in.u8(0) & 0x0fU) * 4;
    if (result.headerLength < 20)
        return tl::unexpected(Error::Malformed);
    result.length = in.u16(2);
    if (result.length == 0) // segmentation offload: longer than the field can say
        result.length = wireLength;
    if (result.length < result.headerLength)
        return tl::unexpected(Error::Malformed);
    if (in.u8(9) != IPPROTO_TCP)
        return tl::unexpected(Error::NotTcp);
    if ((in.u16(6) & 0x1fffU) != 0)
        return tl::unexpected(Error::Fragment);
    if (!in.has(result.headerLength))
        return tl::unexpected(Error::CutShort);
    result.family = AF_INET;
    std::memcpy(result.source.data(), in.bytes().data() + 12, 4);
    std::memcpy(result.destination.data(), in.bytes().data() + 16, 4);
    return result;
}

Decoded<Datagram> readIpv6(const ByteReader& in, std::size_t wireLength)
{
    Datagram result;
    if (!in.has(40))
        return tl::unexpected(Error::CutShort);
    result.length = in.u16(4) == 0 ? wireLength : std::size_t{40} + in.u16(4); // 0: a jumbogram, or offload
    result.headerLength = 40;
    std::uint8_t next = in.u8(6);
    while (next != IPPROTO_TCP) {
        const std::size_t at = result.headerLength;
        std::size_t length = 0;
        switch (next) {
        case IPPROTO_HOPOPTS:
        case IPPROTO_ROUTING:
        case IPPROTO_DSTOPTS:
            length = (std::size_t{in.u8(at + 1)} + 1) * 8;
            break;
        case IPPROTO_AH:
            length = (std::size_t{in.u8(at + 1)} + 2) * 4;
            break;
        case IPPROTO_FRAGMENT:
            length = 8;
            break;
        default:
            return tl::unexpected(Error::NotTcp);
        }
        if (!in.has(at + length))
            return tl::unexpected(Error::CutShort);
        if (next == IPPROTO_FRAGMENT && (in.u16(at + 2) & 0xfff8U) != 0)
            return tl::unexpected(Error::Fragment);
        next = in.u8(at);
        result.headerLength += length;
    }
    if (result.length < result.headerLength)
        return tl::unexpected(Error::Malformed);
    result.family = AF_INET6;
    std::memcpy(result.source.data(), in.bytes().data() + 8, 16);
    std::memcpy(result.destination.data(), in.bytes().data() + 24, 16);
    return result;
}

Decoded<Datagram> readDatagram(const ByteReader& in, std::size_t wireLength)
{
    if (!in.has(1))
        return tl::unexpected(Error::CutShort);
    switch (in.u8(0) >> 4U) {
    case 4:
        return readIpv4(in, wireLength);
    case 6:
        return readIpv6(in, wireLength);
    default:
        return tl::unexpected(Error::NotIp);
    }
}

Address addressOf(const Datagram& datagram, const std::array<std::byte, 16>& host, std::uint16_t port)
{
    if (datagram.family == AF_INET) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        std::memcpy(&in.sin_addr, host.data(), sizeof in.sin_addr);
        return Address::fromBytes(std::as_bytes(std::span{&in, 1}));
    }
    sockaddr_in6 in6{};
    in6.sin6_family = AF_INET6;
    in6.sin6_port = htons(port);
    std::memcpy(&in6.sin6_addr, host.data(), sizeof in6.sin6_addr);
    return Address::fromBytes(std::as_bytes(std::span{&in6, 1}));
}

void readOption(TcpOptions& options, std::uint8_t kind, const ByteReader& option)
{
    switch (kind) {
    case 2:
        if (option.size() == 4)
            options.mss = option.u16(2);
        break;
    case 3:
        if (option.size() == 3) // RFC 7323 section 2.3: more than 14 is taken for 14
            options.windowScale = std::min<std::uint8_t>(option.u8(2), 14);
        break;
    case 4:
        options.sackPermitted = options.sackPermitted || option.size() == 2;
        break;
    case 5:
        for (std::size_t at = 2; at + 8 <= option.size() && options.sackCount < options.sack.size(); at += 8)
            options.sack[options.sackCount++] = {option.u32(at), option.u32(at + 4)};
        break;
    case 8:
        if (option.size() == 10)
            options.timestamps = TcpOptions::Timestamps{option.u32(2), option.u32(6)};
        break;
    default:
        break;
    }
}

TcpOptions readTcpOptions(const ByteReader& in)
{
    TcpOptions options;
    for (std::size_t at = 0; at < in.size();) {
        const std::uint8_t kind = in.u8(at);
        if (kind == 0) // end of the list
            break;
        if (kind == 1) { // padding
            ++at;
            continue;
        }
        const std::size_t length = in.u8(at + 1);
        if (length < 2 || at + length > in.size())
            break;
        readOption(options, kind, in.part(at, length));
        at += length;
    }
    return options;
}

} // namespace

tl::expected<TcpPacket, PacketError> decodeTcp(std::span<const std::byte> captured, LinkType link,
                                               std::size_t wireLength)
{
    const ByteReader all(captured);
    const Decoded<std::size_t> before = linkLength(all, link);
    if (!before)
        return tl::unexpected(before.error());
    const std::size_t onWire = std::max(wireLength, captured.size()) - *before;
    const Decoded<Datagram> datagram = readDatagram(all.part(*before), onWire);
    if (!datagram)
        return tl::unexpected(datagram.error());

    const ByteReader network = all.part(*before, datagram->length); // without the padding of short Ethernet frames
    const ByteReader tcp = network.part(datagram->headerLength);
    if (datagram->length - datagram->headerLength < kTcpHeader)
        return tl::unexpected(Error::Malformed);
    if (!tcp.has(kTcpHeader))
        return tl::unexpected(Error::CutShort);
    const std::size_t header = static_cast<std::size_t>(tcp.u8(12) >> 4U) * 4;
    if (header < kTcpHeader || datagram->headerLength + header > datagram->length)
        return tl::unexpected(Error::Malformed);
    if (!tcp.has(header))
        return tl::unexpected(Error::CutShort);

    TcpPacket packet;
    packet.source = addressOf(*datagram, datagram->source, tcp.u16(0));
    packet.destination = addressOf(*datagram, datagram->destination, tcp.u16(2));
    packet.seq = tcp.u32(4);
    packet.ack = tcp.u32(8);
    packet.flags = tcp.u16(12) & 0x1ffU;
    packet.window = tcp.u16(14);
    packet.options = readTcpOptions(tcp.part(kTcpHeader, header - kTcpHeader));
    packet.payloadLength = static_cast<std::uint32_t>(datagram->length - datagram->headerLength - header);
    packet.network = network.bytes();
    packet.payload = tcp.part(header).bytes();
    return packet;
}

} // namespace core
