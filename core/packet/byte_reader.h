// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in network byte order out of bytes that may end anywhere.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace core {

/// Never reads past the end: what is missing reads as zero, so check has() first. Does not own the bytes.
class ByteReader
{
public:
    explicit ByteReader(std::span<const std::byte> bytes) noexcept : m_bytes(bytes) {}

    std::size_t size() const noexcept { return m_bytes.size(); }
    bool has(std::size_t count) const noexcept { return m_bytes.size() >= count; }
    std::uint8_t u8(std::size_t at) const noexcept
    {
        return at < m_bytes.size() ? std::to_integer<std::uint8_t>(m_bytes[at]) : std::uint8_t{0};
    }
    std::uint16_t u16(std::size_t at) const noexcept
    {
        return static_cast<std::uint16_t>(static_cast<unsigned>(u8(at)) << 8U | u8(at + 1));
    }
    std::uint32_t u32(std::size_t at) const noexcept
    {
        return static_cast<std::uint32_t>(u16(at)) << 16U | u16(at + 2);
    }
    std::span<const std::byte> bytes() const noexcept { return m_bytes; }
    /// From `at` on, at most `count` bytes; empty past the end.
    ByteReader part(std::size_t at, std::size_t count = static_cast<std::size_t>(-1)) const noexcept
    {
        const std::size_t from = std::min(at, m_bytes.size());
        return ByteReader(m_bytes.subspan(from, std::min(count, m_bytes.size() - from)));
    }

private:
    std::span<const std::byte> m_bytes;
};

} // namespace core
