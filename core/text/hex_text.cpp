// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as hex digits.
#include "core/text/bytes_text.h"

#include <algorithm>

namespace core {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kLineBytes = 16;

void appendPair(std::string& out, std::byte byte)
{
    const auto value = std::to_integer<unsigned>(byte);
    out += kDigits[value >> 4];
    out += kDigits[value & 0xf];
}

} // namespace

std::string hexBytes(std::span<const std::byte> bytes)
{
    std::string out;
    out.reserve(bytes.size() * 3);
    for (const std::byte byte : bytes) {
        if (!out.empty())
            out += ' ';
        appendPair(out, byte);
    }
    return out;
}

std::string hexLine(std::span<const std::byte> bytes, std::size_t offset)
{
    const std::size_t start = std::min(offset, bytes.size());
    const auto line = bytes.subspan(start, std::min(kLineBytes, bytes.size() - start));
    std::string out;
    out.reserve(80);
    const int offsetDigits = offset > 0xffff'ffff ? 16 : 8;
    for (int shift = (offsetDigits - 1) * 4; shift >= 0; shift -= 4)
        out += kDigits[(offset >> shift) & 0xf];
    out += "  ";
    for (std::size_t i = 0; i < kLineBytes; ++i) {
        if (i < line.size())
            appendPair(out, line[i]);
        else
            out += "  ";
        out += i == 7 ? "  " : " ";
    }
    return out += " |" + asciiBytes(line) + '|';
}

std::string asciiBytes(std::span<const std::byte> bytes)
{
    std::string out;
    out.reserve(bytes.size());
    for (const std::byte byte : bytes) {
        const auto value = std::to_integer<unsigned char>(byte);
        out += value >= 0x20 && value < 0x7f ? static_cast<char>(value) : '.';
    }
    return out;
}

} // namespace core
