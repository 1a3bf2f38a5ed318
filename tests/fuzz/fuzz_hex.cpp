// SPDX-License-Identifier: GPL-3.0-or-later
// Hex: what the program writes of any bytes reads back to the same bytes; whatever is typed gives bytes or a mistake
// that lies in it.
#include "core/text/bytes_text.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span bytes = std::as_bytes(std::span(data, size));
    const std::string_view typed(reinterpret_cast<const char*>(data), size);

    const std::string hex = core::hexBytes(bytes);
    const auto back = core::parseHex(hex);
    require(back.has_value() && std::ranges::equal(*back, bytes), "hexBytes() and parseHex() give the same bytes back");

    const auto parsed = core::parseHex(typed);
    if (!parsed) {
        const core::ParseError& mistake = parsed.error();
        require(mistake.length > 0 && mistake.position + mistake.length <= size, "the mistake lies in the text");
        require(!std::string_view(mistake.reason).empty(), "the mistake is named");
    } else {
        require(parsed->size() <= size / 2, "a byte has two digits");
        const auto again = core::parseHex(core::hexBytes(*parsed));
        require(again.has_value() && *again == *parsed, "what was read is written so that it reads the same");
    }

    for (const std::size_t offset : {std::size_t{0}, size / 2, size}) {
        const std::string line = core::hexLine(bytes, offset);
        require(std::ranges::all_of(line, [](unsigned char c) { return c >= 0x20 && c < 0x7f; }),
                "a line of the hex view is printable");
        require(line.ends_with('|'), "a line of the hex view is whole");
    }
    return 0;
}
