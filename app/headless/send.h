// SPDX-License-Identifier: GPL-3.0-or-later
// `socket-playground send`: one message, its answer, and how long that took.
#pragma once

#include "app/headless/event_output.h"
#include "core/session/requests.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace app {

/// TCP is a stream without marks: what tells the end of an answer? The peer ends its side in any case; when none of
/// these is asked for it is what we wait for, and our side is ended after the message, so that the peer knows that no
/// more comes.
struct AnswerEnd
{
    std::string until;                               ///< These bytes, which are part of the answer.
    std::uint64_t bytes = 0;                         ///< So many.
    std::optional<std::chrono::milliseconds> idle{}; ///< So long nothing more came, once it has begun.

    bool isPeers() const { return until.empty() && bytes == 0 && !idle; }
};

struct SendOptions
{
    core::ConnectRequest connect;
    std::string text;                          ///< The bytes to send.
    std::chrono::milliseconds patience{5'000}; ///< How long the answer may take.
    AnswerEnd end;
    bool raw = false;    ///< As ConnectOptions::raw.
    bool json = false;   ///< One JSON object instead of the answer.
    EventOptions events; ///< Without `json`.
};

/// Bytes that came before the message was sent, a greeting, are no answer. Returns the exit code of the program: 0, or
/// 1 when it could not connect, the answer was not complete in time (what came is printed all the same), or it could
/// not be written.
int runSend(const SendOptions& options);

} // namespace app
