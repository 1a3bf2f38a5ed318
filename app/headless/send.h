// SPDX-License-Identifier: GPL-3.0-or-later
// `socket-playground send`: one message, its answer, and how long that took.
#pragma once

#include "app/headless/event_output.h"
#include "core/session/requests.h"

#include <chrono>
#include <string>

namespace app {

struct SendOptions
{
    core::ConnectRequest connect;
    std::string text;                          ///< The bytes to send.
    std::chrono::milliseconds patience{5'000}; ///< How long the answer may take.
    bool raw = false;                          ///< As ConnectOptions::raw.
    bool json = false;                         ///< One JSON object instead of the answer.
    EventOptions events;                       ///< Without `json`.
};

/// The answer is complete when as many bytes came as were sent, when the peer ends its side, or when it has begun and
/// nothing more comes for 100 ms. Returns the exit code of the program: 0, or 1 when it could not connect or nothing
/// was answered in time, or the answer could not be written.
int runSend(const SendOptions& options);

} // namespace app
