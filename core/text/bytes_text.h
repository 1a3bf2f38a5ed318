// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as text and back: visible escapes, hex, and what users type.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace core {

/// Bytes as one line of UTF-8: valid text stays as it is; `"` and `\` get a backslash; control characters, DEL, C1,
/// bidi and zero-width characters, U+2028, U+2029, U+FEFF and bytes that are no UTF-8 become \n \t \r \0 \xHH (each
/// byte of the character). What it returns, given to parseEscapes(), gives the same bytes back.
std::string escapeBytes(std::span<const std::byte> bytes);
/// At most `limit` bytes of `bytes` (never cutting a character in two), then "..." outside when there were more.
std::string quoteBytes(std::span<const std::byte> bytes, std::size_t limit);

/// "48 65 6c 6c 6f"
std::string hexBytes(std::span<const std::byte> bytes);
/// One line of a hex view: "00000010  48 65 6c 6c 6f 21 ...  |Hello!...|", 16 bytes from `offset`.
std::string hexLine(std::span<const std::byte> bytes, std::size_t offset);
/// "Hello!." with a dot for each byte that is no printable ASCII.
std::string asciiBytes(std::span<const std::byte> bytes);

/// "const unsigned char name[6] = {", lines of twelve "0x48, ", "};". `name` is an identifier of C.
std::string cArray(std::span<const std::byte> bytes, std::string_view name);
/// One of its lines: "0x48, 0x65,".
std::string cArrayRow(std::span<const std::byte> bytes);

/// Where in what was typed the first mistake is, in bytes from 0, and what it is (CORE_TR).
struct ParseError
{
    std::size_t position = 0;
    std::size_t length = 1; ///< Bytes of the mistake, for marking it.
    const char* reason = "";

    friend bool operator==(const ParseError& a, const ParseError& b) = default;
};

/// Text with the escapes \n \r \t \0 \a \b \e \f \v \\ \" and \xHH (exactly two digits). Everything else stays as
/// UTF-8.
tl::expected<std::vector<std::byte>, ParseError> parseEscapes(std::string_view text);
/// Pairs of hex digits; white space, ':' and ',' between pairs and a "0x" before a pair are allowed. An odd digit is an
/// error at its place.
tl::expected<std::vector<std::byte>, ParseError> parseHex(std::string_view text);

} // namespace core
