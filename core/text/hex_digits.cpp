// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/hex_digits.h"

#include <array>

namespace core {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::uint8_t kNone = 0xff;

constexpr std::array<std::uint8_t, 256> makeValues()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(kNone);
    for (std::uint8_t i = 0; i < 16; ++i)
        values[static_cast<unsigned char>(kDigits[i])] = i;
    for (std::uint8_t i = 10; i < 16; ++i)
        values[static_cast<std::size_t>('A' + i - 10)] = i;
    return values;
}

constexpr std::array kValues = makeValues();

} // namespace

void appendHexDigits(TextBuffer& out, std::span<const std::byte> bytes)
{
    const std::size_t begin = out.size();
    out.resize(begin + 2 * bytes.size());
    char* to = out.data() + begin;
    for (const std::byte byte : bytes) {
        *to++ = kDigits[std::to_integer<std::size_t>(byte >> 4)];
        *to++ = kDigits[std::to_integer<std::size_t>(byte & std::byte{0xf})];
    }
}

bool readHexDigits(std::string_view digits, std::vector<std::byte>& out)
{
    const std::size_t begin = out.size();
    out.resize(begin + digits.size() / 2);
    unsigned wrong = digits.size() % 2;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        const unsigned high = kValues[static_cast<unsigned char>(digits[i])];
        const unsigned low = kValues[static_cast<unsigned char>(digits[i + 1])];
        wrong |= (high | low) & 0xf0U;
        out[begin + i / 2] = static_cast<std::byte>((high << 4U | low) & 0xffU);
    }
    if (wrong != 0)
        out.resize(begin);
    return wrong == 0;
}

} // namespace core
