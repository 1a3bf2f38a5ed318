// SPDX-License-Identifier: GPL-3.0-or-later
// Sends the same answer whenever something came.
#pragma once

#include "core/reply/bytes_reply.h"

#include <utility>
#include <vector>

namespace core {

/// After each recv(2) that brought bytes: a stream has no messages that could be counted.
class FixedAnswer final : public BytesReply
{
public:
    FixedAnswer(Pace pace, std::vector<std::byte> text) : BytesReply(pace), m_text(std::move(text)) {}

private:
    std::span<const std::byte> answer(std::span<const std::byte> /*received*/) override { return m_text; }

    const std::vector<std::byte> m_text;
};

} // namespace core
