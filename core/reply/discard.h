// SPDX-License-Identifier: GPL-3.0-or-later
// Reads everything and sends nothing (RFC 863).
#pragma once

#include "core/reply/bytes_reply.h"

namespace core {

class Discard final : public BytesReply
{
public:
    Discard() : BytesReply(Pace{}) {}

private:
    std::span<const std::byte> answer(std::span<const std::byte> /*received*/) override { return {}; }
};

} // namespace core
