// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as an array of C.
#include "core/text/bytes_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace core {

std::string cArrayRow(std::span<const std::byte> bytes)
{
    std::string out;
    out.reserve(bytes.size() * 6);
    for (const std::byte byte : bytes)
        fmt::format_to(std::back_inserter(out), FMT_STRING("{}{:#04x},"), out.empty() ? "" : " ",
                       std::to_integer<unsigned>(byte));
    return out;
}

std::string cArray(std::span<const std::byte> bytes, std::string_view name)
{
    constexpr std::size_t kRow = 12;
    std::string out = fmt::format("const unsigned char {}[{}] = {{\n", name, bytes.size());
    for (std::size_t from = 0; from < bytes.size(); from += kRow)
        out += "    " + cArrayRow(bytes.subspan(from, std::min(kRow, bytes.size() - from))) + '\n';
    return out + "};\n";
}

} // namespace core
