// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/visible_text.h"

#include "core/text/bytes_text.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace core {

std::string visibleText(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto bytes = std::as_bytes(std::span(text));
        const Character character = firstCharacter(bytes);
        const std::size_t length = std::max<std::size_t>(character.length, 1);
        const bool isSeen = character.length != 0 && (text.front() == '\n' || !isInvisible(character.code));
        out += isSeen ? std::string(text.substr(0, length)) : escapeBytes(bytes.first(length));
        text.remove_prefix(length);
    }
    return out;
}

} // namespace core
