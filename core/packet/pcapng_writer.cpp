// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/pcapng_writer.h"

#include <algorithm>

namespace core {

namespace {

using Bytes = std::vector<std::byte>;

constexpr std::uint32_t kSection = 0x0a0d'0d0a;
constexpr std::uint32_t kInterface = 1;
constexpr std::uint32_t kEnhancedPacket = 6;
constexpr std::uint32_t kByteOrderMagic = 0x1a2b'3c4d;

enum class Option : std::uint16_t { // some numbers mean another thing in another block
    End = 0,
    Comment = 1,
    InterfaceName = 2,
    InterfaceDescription = 3,
    Application = 4,
    TimeResolution = 9,
};

void put16(Bytes& out, std::uint16_t value)
{
    out.push_back(static_cast<std::byte>(value & 0xffU));
    out.push_back(static_cast<std::byte>(value >> 8U));
}

void put32(Bytes& out, std::uint32_t value)
{
    put16(out, static_cast<std::uint16_t>(value & 0xffffU));
    put16(out, static_cast<std::uint16_t>(value >> 16U));
}

void putPadded(Bytes& out, std::span<const std::byte> bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
    out.resize(out.size() + (4 - bytes.size() % 4) % 4);
}

// At most 65,535 bytes; of UTF-8 no character is cut in two.
std::string_view fitting(std::string_view text)
{
    constexpr std::size_t kMost = 65'535;
    if (text.size() <= kMost)
        return text;
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

void putOption(Bytes& out, Option option, std::string_view value)
{
    const std::string_view cut = fitting(value);
    put16(out, static_cast<std::uint16_t>(option));
    put16(out, static_cast<std::uint16_t>(cut.size()));
    putPadded(out, std::as_bytes(std::span(cut)));
}

void putEnd(Bytes& out)
{
    put16(out, static_cast<std::uint16_t>(Option::End));
    put16(out, 0);
}

// Type and length before a block and its length behind it: the length is filled in when the block is complete.
class Block
{
public:
    Block(Bytes& out, std::uint32_t type) : m_out(out), m_begin(out.size())
    {
        put32(out, type);
        put32(out, 0);
    }
    ~Block()
    {
        const auto length = static_cast<std::uint32_t>(m_out.size() - m_begin + 4);
        put32(m_out, length);
        for (std::size_t i = 0; i < 4; ++i)
            m_out[m_begin + 4 + i] = static_cast<std::byte>(length >> (8 * i) & 0xffU);
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

private:
    Bytes& m_out;
    std::size_t m_begin;
};

} // namespace

void PcapngWriter::begin(Bytes& out, std::string_view application)
{
    const Block block(out, kSection);
    put32(out, kByteOrderMagic);
    put16(out, 1); // version 1.0
    put16(out, 0);
    put32(out, 0xffff'ffff); // the length of the section is not told
    put32(out, 0xffff'ffff);
    putOption(out, Option::Application, application);
    putEnd(out);
}

std::uint32_t PcapngWriter::addInterface(Bytes& out, LinkType link, std::string_view name, std::string_view description)
{
    const Block block(out, kInterface);
    put16(out, static_cast<std::uint16_t>(link));
    put16(out, 0);
    put32(out, 0); // packets of any length
    if (!name.empty())
        putOption(out, Option::InterfaceName, name);
    if (!description.empty())
        putOption(out, Option::InterfaceDescription, description);
    putOption(out, Option::TimeResolution, "\x09"); // 10^-9 s
    putEnd(out);
    return m_interfaces++;
}

void PcapngWriter::packet(Bytes& out, const PcapngPacket& packet)
{
    const Block block(out, kEnhancedPacket);
    const auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(packet.unixNs, 0));
    const auto captured = static_cast<std::uint32_t>(packet.bytes.size());
    put32(out, packet.interface);
    put32(out, static_cast<std::uint32_t>(time >> 32U));
    put32(out, static_cast<std::uint32_t>(time & 0xffff'ffffU));
    put32(out, captured);
    put32(out, std::max(packet.wireLength, captured));
    putPadded(out, packet.bytes);
    for (const std::string& comment : packet.comments)
        putOption(out, Option::Comment, comment);
    if (!packet.comments.empty())
        putEnd(out);
}

} // namespace core
