// SPDX-License-Identifier: GPL-3.0-or-later
// UNIX domain addresses as people write them.
#pragma once

#include "core/net/address.h"
#include "core/text/bytes_text.h"

#include <string_view>
#include <tl/expected.hpp>

namespace core {

inline constexpr std::string_view kUnixPrefix = "unix:";

/// "unix:/run/x.sock" and "unix:@name", with the escapes of parseEscapes(): what Address::text() writes of them. The
/// reason of a mistake is a sentence.
tl::expected<Address, ParseError> parseUnixAddress(std::string_view text);

} // namespace core
