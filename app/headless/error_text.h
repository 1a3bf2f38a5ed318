// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong with a call, in words for the terminal.
#pragma once

#include "core/result.h"
#include "core/session/requests.h"

#include <chrono>
#include <string>
#include <string_view>
#include <sys/socket.h>

namespace app {

/// "connect() failed: Connection refused (ECONNREFUSED)"
std::string errorText(const core::SysError& error);

/// The same, and on lines of their own what it means and what helps, as the window has them. `family`: of the socket.
std::string explainedError(const core::SysError& error, int family = AF_UNSPEC);

/// That nothing answered our attempt to connect in the time that the user gave.
std::string limitProblem(const core::Address& target, std::chrono::milliseconds limit);
/// Why a client is idle: with its target, and without a call where our own time limit ended the attempt. There is an
/// error.
std::string connectProblem(const core::ClientStatus& status);

/// For what PatientWriter::write() returned: "The events could not be written: write() failed: No space left on device
/// (ENOSPC)." for `what` "events". Empty for success, and when the reader wanted no more (EPIPE; | head).
std::string writeProblem(std::string_view what, int error);

} // namespace app
