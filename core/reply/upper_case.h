// SPDX-License-Identifier: GPL-3.0-or-later
// Sends back what it receives in capitals.
#pragma once

#include "core/reply/bytes_reply.h"

#include <algorithm>
#include <vector>

namespace core {

/// Only the letters a to z of ASCII: whatever else a byte is part of stays as it was.
class UpperCase final : public BytesReply
{
public:
    using BytesReply::BytesReply;

private:
    std::span<const std::byte> answer(std::span<const std::byte> received) override
    {
        thread_local std::vector<std::byte> capitals; // valid as long as an answer must be
        capitals.resize(received.size());
        std::transform(received.begin(), received.end(), capitals.begin(), [](std::byte byte) {
            return byte >= std::byte{'a'} && byte <= std::byte{'z'} ? byte & ~std::byte{0x20} : byte;
        });
        return capitals;
    }
};

} // namespace core
