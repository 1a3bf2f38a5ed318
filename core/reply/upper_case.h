// SPDX-License-Identifier: GPL-3.0-or-later
// Sends back what it receives in capitals.
#pragma once

#include "core/reply/bytes_reply.h"

#include <algorithm>

namespace core {

/// Only the letters a to z of ASCII: whatever else a byte is part of stays as it was.
class UpperCase final : public BytesReply
{
public:
    using BytesReply::BytesReply;

private:
    std::span<const std::byte> answer(std::span<std::byte> received) override
    {
        std::transform(received.begin(), received.end(), received.begin(), [](std::byte byte) {
            return byte >= std::byte{'a'} && byte <= std::byte{'z'} ? byte & ~std::byte{0x20} : byte;
        });
        return received;
    }
};

} // namespace core
