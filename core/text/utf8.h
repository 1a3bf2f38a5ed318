// SPDX-License-Identifier: GPL-3.0-or-later
// Characters in bytes that may or may not be UTF-8. Internal to core.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace core {

struct Character
{
    std::uint32_t code = 0;
    std::size_t length = 0; ///< Bytes; 0: no valid UTF-8.
};

/// The first character of `bytes`, which are not empty. RFC 3629: no overlong forms, no surrogates, at most U+10FFFF.
Character firstCharacter(std::span<const std::byte> bytes);

/// It cannot be seen, or changes how its neighbours are seen: controls, formats, bidi, zero-width, private use,
/// noncharacters.
bool isInvisible(std::uint32_t code);

} // namespace core
