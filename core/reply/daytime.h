// SPDX-License-Identifier: GPL-3.0-or-later
// Sends the time of day and closes (RFC 867).
#pragma once

#include "core/reply/bytes_reply.h"

#include <ctime>
#include <string>

namespace core {

/// "Wednesday, November 25, 2026 09:04:05-UTC\r\n": the first form of RFC 867, in English and in UTC wherever it runs.
std::string daytimeText(std::time_t time);

class Daytime final : public BytesReply
{
public:
    using BytesReply::BytesReply;

    bool speaks() const noexcept override { return m_text.empty(); }
    bool isDone() const noexcept override { return !m_text.empty(); }

private:
    std::span<const std::byte> answer(std::span<const std::byte> /*received*/) override { return {}; }
    std::span<const std::byte> next() override;

    std::string m_text;
};

} // namespace core
