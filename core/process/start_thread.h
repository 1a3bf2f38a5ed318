// SPDX-License-Identifier: GPL-3.0-or-later
// A thread, where one can be had.
#pragma once

#include "core/result.h"
#include "core/text/sentence.h"

#include <functional>
#include <string>
#include <thread>

namespace core {

inline constexpr const char* kThreadCall = "pthread_create"; ///< As the call of a SysError.

/// Starts a thread that calls `run`, under that name (pthread_setname_np(3) takes 15 bytes of it) and with SIGPIPE
/// blocked: splice(2) to a connection that the peer has reset sends it, and nothing else can forbid it. Fails with the
/// errno of pthread_create(3), EAGAIN where the limit of threads or memory is reached; then `run` was not and will not
/// be called. Any thread.
[[nodiscard]] Result<std::thread> startThread(std::string name, std::function<void()> run);

/// The sentence for the user: the call, its errno, and what helps.
Sentence noThreadSentence(const SysError& error);

} // namespace core
