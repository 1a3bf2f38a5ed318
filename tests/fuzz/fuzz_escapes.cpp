// SPDX-License-Identifier: GPL-3.0-or-later
// Text with escapes: what the program writes of any bytes hides nothing and reads back to the same bytes; whatever is
// typed gives bytes or a mistake that lies in it.
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

    const std::string escaped = core::escapeBytes(bytes);
    const auto back = core::parseEscapes(escaped);
    require(back.has_value(), "what escapeBytes() wrote can be read");
    require(std::ranges::equal(*back, bytes), "escapeBytes() and parseEscapes() give the same bytes back");
    require(std::ranges::none_of(escaped, [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
            "no control character is left");
    require(core::escapeBytes(*back) == escaped, "the same bytes are always written alike");

    const std::string quoted = core::quoteBytes(bytes, 64);
    require(quoted.size() >= 2 && quoted.front() == '"', "quotes begin the text");
    if (bytes.size() <= 64)
        require(quoted == '"' + escaped + '"', "what has room is not cut");
    else
        require(quoted.ends_with("\"..."), "what was cut says so");

    if (const auto parsed = core::parseEscapes(typed)) {
        require(parsed->size() <= size, "no escape stands for more bytes than it has characters");
    } else {
        const core::ParseError& mistake = parsed.error();
        require(mistake.length > 0 && mistake.position + mistake.length <= size, "the mistake lies in the text");
        require(!std::string_view(mistake.reason).empty(), "the mistake is named");
        require(core::parseEscapes(typed.substr(0, mistake.position)).has_value(), "it is the first mistake");
    }
    return 0;
}
