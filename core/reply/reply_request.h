// SPDX-License-Identifier: GPL-3.0-or-later
// Which reply a server gives, as the user asks for it. Plain values.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace core {

enum class ReplyMode : std::uint8_t {
    Echo,               ///< Sends back what it receives.
    Splice,             ///< The same by splice(2): the bytes never come into the program.
    Discard,            ///< Reads and sends nothing (RFC 863).
    UpperCase,          ///< Sends back with a-z as A-Z; other bytes as they are.
    Fixed,              ///< Sends the same answer after each recv(2) that brought bytes.
    CharacterGenerator, ///< Sends lines of characters without end, whatever it receives (RFC 864).
    Daytime,            ///< Sends the time of day and closes (RFC 867).
};

inline constexpr std::array kReplyModes{ReplyMode::Echo,      ReplyMode::Splice, ReplyMode::Discard,
                                        ReplyMode::UpperCase, ReplyMode::Fixed,  ReplyMode::CharacterGenerator,
                                        ReplyMode::Daytime};

/// "echo", "splice", "discard", "upper", "fixed", "chargen", "daytime": on the command line and in settings.
std::string_view replyModeName(ReplyMode mode);
std::optional<ReplyMode> replyModeOf(std::string_view name);

/// How fast an answer leaves.
struct Pace
{
    std::chrono::milliseconds delay{0}; ///< Before each send; 0: none.
    std::size_t chunk = 0;              ///< Bytes of one send at most; 0: no limit.

    bool waits() const noexcept { return delay.count() > 0; }
};

struct ReplyRequest
{
    ReplyMode mode = ReplyMode::Echo;
    std::vector<std::byte> answer{}; ///< Of ReplyMode::Fixed.
    Pace pace{};
};

} // namespace core
