// SPDX-License-Identifier: GPL-3.0-or-later
// Values of socket options as text. Internal to core/text.
#pragma once

#include "core/text/text_buffer.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace core {

/// "[1]", "[ECONNREFUSED]", "{l_onoff=1, l_linger=0}", "{tcpi_state=TCP_ESTABLISHED, ...}", or the bytes quoted where
/// the option or its size is not known. Never reads beyond `value`.
void appendOptionValue(TextBuffer& out, std::int32_t level, std::int32_t option, std::span<const std::byte> value);

} // namespace core
