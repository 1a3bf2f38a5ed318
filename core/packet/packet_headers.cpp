// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/packet_headers.h"

#include "core/packet/byte_reader.h"

#include <netinet/in.h>

namespace core {

namespace {

// One's complement sums, RFC 1071.
std::uint64_t sum16(const ByteReader& in)
{
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at < in.size(); at += 2) // a last odd byte is padded with zero
        sum += in.u16(at);
    return sum;
}

std::uint16_t folded(std::uint64_t sum)
{
    while (sum > 0xffffU)
        sum = (sum & 0xffffU) + (sum >> 16U);
    return static_cast<std::uint16_t>(sum);
}

IpHeader readIp(const ByteReader& in, std::size_t length)
{
    IpHeader ip;
    ip.version = static_cast<std::uint8_t>(in.u8(0) >> 4U);
    ip.length = length;
    if (ip.version == 6) {
        ip.trafficClass = static_cast<std::uint8_t>(in.u16(0) >> 4U & 0xffU);
        ip.flowLabel = in.u32(0) & 0xfffffU;
        ip.totalLength = in.u16(4) == 0 ? 0U : 40U + in.u16(4);
        ip.hopLimit = in.u8(7);
        return ip;
    }
    ip.trafficClass = in.u8(1);
    ip.totalLength = in.u16(2);
    ip.identification = in.u16(4);
    ip.dontFragment = (in.u8(6) & 0x40U) != 0;
    ip.moreFragments = (in.u8(6) & 0x20U) != 0;
    ip.hopLimit = in.u8(8);
    ip.checksum = in.u16(10);
    ip.checksumCorrect = folded(sum16(in.part(0, length))) == 0xffffU;
    return ip;
}

std::uint64_t pseudoHeaderSum(const ByteReader& in, std::uint8_t version, std::size_t segmentLength)
{
    const std::uint64_t addresses = version == 6 ? sum16(in.part(8, 32)) : sum16(in.part(12, 8));
    return addresses + IPPROTO_TCP + (segmentLength & 0xffffU) + (segmentLength >> 16U);
}

void judgeChecksum(TcpHeader& tcp, const ByteReader& all, const IpHeader& ip, std::size_t segmentLength)
{
    const ByteReader segment = all.part(ip.length);
    const std::uint64_t pseudo = pseudoHeaderSum(all, ip.version, segmentLength);
    // With segmentation offload the length is left out of the sum by some drivers.
    const bool isLeft = tcp.checksum == folded(pseudo) || tcp.checksum == folded(pseudoHeaderSum(all, ip.version, 0));
    const bool isWhole = segment.size() == segmentLength;
    const std::uint64_t sum = pseudo + sum16(segment);
    if (isWhole && folded(sum) == 0xffffU) {
        tcp.checksumState = ChecksumState::Correct;
    } else if (isLeft) {
        tcp.checksumState = ChecksumState::NotComputed;
    } else if (isWhole) {
        tcp.checksumState = ChecksumState::Mismatch;
        const std::uint16_t without = folded(sum + static_cast<std::uint16_t>(~tcp.checksum));
        tcp.expectedChecksum = static_cast<std::uint16_t>(~without);
    }
}

std::vector<RawTcpOption> readRawOptions(const ByteReader& in)
{
    std::vector<RawTcpOption> options;
    for (std::size_t at = 0; at < in.size();) {
        const std::uint8_t kind = in.u8(at);
        const std::size_t length = kind <= 1 ? 1 : in.u8(at + 1);
        if (length == 0 || (kind > 1 && length < 2) || at + length > in.size())
            break;
        options.push_back({kind, in.part(at, length).bytes()});
        if (kind == 0)
            break;
        at += length;
    }
    return options;
}

} // namespace

std::optional<PacketHeaders> readHeaders(std::span<const std::byte> network)
{
    const auto packet = decodeTcp(network, LinkType::Raw, network.size());
    if (!packet)
        return std::nullopt;
    const ByteReader all(packet->network);
    const auto headers = static_cast<std::size_t>(packet->payload.data() - packet->network.data());
    PacketHeaders result;
    // TCP begins where its header, whose length it tells itself, ends before the data.
    std::size_t ipLength = static_cast<std::size_t>(all.u8(0) & 0x0fU) * 4;
    if ((all.u8(0) >> 4U) == 6) {
        std::uint8_t next = all.u8(6);
        for (ipLength = 40; next != IPPROTO_TCP && ipLength + kTcpHeader < headers;) {
            const std::size_t at = ipLength;
            if (next == IPPROTO_FRAGMENT)
                ipLength += 8;
            else if (next == IPPROTO_AH)
                ipLength += (std::size_t{all.u8(at + 1)} + 2) * 4;
            else
                ipLength += (std::size_t{all.u8(at + 1)} + 1) * 8;
            next = all.u8(at);
        }
    }
    if (ipLength + kTcpHeader > headers)
        return std::nullopt;
    result.ip = readIp(all, ipLength);
    const ByteReader tcp = all.part(ipLength);
    result.tcp.length = headers - ipLength;
    result.tcp.checksum = tcp.u16(16);
    result.tcp.urgentPointer = tcp.u16(18);
    judgeChecksum(result.tcp, all, result.ip, result.tcp.length + packet->payloadLength);
    result.options = readRawOptions(tcp.part(kTcpHeader, result.tcp.length - kTcpHeader));
    result.dataBytes = packet->payload;
    return result;
}

} // namespace core
