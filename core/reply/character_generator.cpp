// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reply/character_generator.h"

#include <array>

namespace core {

namespace {

constexpr std::size_t kFirst = 0x20; // the 95 printing characters of ASCII, space among them
constexpr std::size_t kCharacters = 95;
constexpr std::size_t kWidth = 72;
constexpr std::size_t kLine = kWidth + 2;

// After so many lines as there are characters the pattern is at its beginning again.
constexpr std::array<std::byte, kCharacters * kLine> makePattern()
{
    std::array<std::byte, kCharacters * kLine> pattern{};
    for (std::size_t line = 0; line < kCharacters; ++line) {
        const std::size_t begin = line * kLine;
        for (std::size_t column = 0; column < kWidth; ++column)
            pattern[begin + column] = static_cast<std::byte>(kFirst + (line + column) % kCharacters);
        pattern[begin + kWidth] = std::byte{'\r'};
        pattern[begin + kWidth + 1] = std::byte{'\n'};
    }
    return pattern;
}

constexpr std::array<std::byte, kCharacters* kLine> kPattern = makePattern();

} // namespace

std::span<const std::byte> CharacterGenerator::next()
{
    return kPattern;
}

} // namespace core
