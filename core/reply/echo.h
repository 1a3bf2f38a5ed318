// SPDX-License-Identifier: GPL-3.0-or-later
// Sends back what it receives (RFC 862).
#pragma once

#include "core/reply/bytes_reply.h"

namespace core {

class Echo final : public BytesReply
{
public:
    using BytesReply::BytesReply;

private:
    std::span<const std::byte> answer(std::span<const std::byte> received) override { return received; }
};

} // namespace core
