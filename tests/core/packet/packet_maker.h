// SPDX-License-Identifier: GPL-3.0-or-later
// Builds captured bytes for tests, header by header.
#pragma once

#include "core/packet/tcp_packet.h"

#include <QByteArray>
#include <cstdint>
#include <span>

namespace tests {

inline void put16(QByteArray& out, unsigned value)
{
    out.append(static_cast<char>(value >> 8U & 0xffU)).append(static_cast<char>(value & 0xffU));
}

inline void put32(QByteArray& out, std::uint32_t value)
{
    put16(out, value >> 16U);
    put16(out, value & 0xffffU);
}

struct Segment
{
    unsigned from = 40000;
    unsigned to = 8080;
    std::uint32_t seq = 0;
    std::uint32_t ack = 0;
    unsigned flags = 0;
    unsigned window = 0;
    QByteArray options; // a multiple of 4 bytes
    QByteArray data;
};

inline QByteArray tcp(const Segment& s)
{
    QByteArray out;
    put16(out, s.from);
    put16(out, s.to);
    put32(out, s.seq);
    put32(out, s.ack);
    put16(out, static_cast<unsigned>(5 + s.options.size() / 4) << 12U | s.flags);
    put16(out, s.window);
    put32(out, 0xbad00000); // a checksum that is not filled in: offload
    return out + s.options + s.data;
}

inline QByteArray ipv4(const QByteArray& payload, unsigned protocol = 6, unsigned fragment = 0x4000)
{
    QByteArray out("\x45\0", 2);
    put16(out, static_cast<unsigned>(20 + payload.size()));
    put16(out, 1);
    put16(out, fragment);
    out.append(char(64)).append(static_cast<char>(protocol));
    put16(out, 0);
    return out + QByteArray("\x7f\0\0\1\x0a\0\0\2", 8) + payload;
}

inline QByteArray ipv6(const QByteArray& payload, unsigned next = 6)
{
    QByteArray out("\x60\0\0\0", 4);
    put16(out, static_cast<unsigned>(payload.size()));
    out.append(static_cast<char>(next)).append(char(64));
    return out + QByteArray(15, '\0') + '\1' + QByteArray("\xfe\x80", 2) + QByteArray(13, '\0') + '\2' + payload;
}

inline QByteArray ethernet(const QByteArray& payload, unsigned type)
{
    QByteArray out(12, '\0');
    put16(out, type);
    return out + payload;
}

inline std::span<const std::byte> bytesOf(const QByteArray& bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace tests
