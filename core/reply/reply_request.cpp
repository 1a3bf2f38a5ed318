// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reply/reply_request.h"

#include <algorithm>

namespace core {

namespace {

// In the order of enum ReplyMode.
constexpr std::array<std::string_view, kReplyModes.size()> kNames{"echo",  "splice",  "discard", "upper",
                                                                  "fixed", "chargen", "daytime"};

} // namespace

std::string_view replyModeName(ReplyMode mode)
{
    return kNames[static_cast<std::size_t>(mode)];
}

std::optional<ReplyMode> replyModeOf(std::string_view name)
{
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end() ? std::nullopt
                                 : std::optional(kReplyModes[static_cast<std::size_t>(found - kNames.begin())]);
}

} // namespace core
