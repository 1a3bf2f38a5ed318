// SPDX-License-Identifier: GPL-3.0-or-later
// Sends lines of characters until the peer ends the connection (RFC 864).
#pragma once

#include "core/reply/bytes_reply.h"

namespace core {

/// The pattern that RFC 864 recommends: 72 printing characters and CR LF a line, each line one character further. What
/// it receives is thrown away. Only what the peer has room for is made.
class CharacterGenerator final : public BytesReply
{
public:
    using BytesReply::BytesReply;

    bool speaks() const noexcept override { return true; }

private:
    std::span<const std::byte> answer(std::span<const std::byte> /*received*/) override { return {}; }
    std::span<const std::byte> next() override;
};

} // namespace core
