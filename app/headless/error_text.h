// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong with a call, in words for the terminal.
#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace app {

/// "connect() failed: Connection refused (ECONNREFUSED)"
std::string errorText(const core::SysError& error);

/// For what PatientWriter::write() returned: "The events could not be written: write() failed: No space left on device
/// (ENOSPC)." for `what` "events". Empty for success, and when the reader wanted no more (EPIPE; | head).
std::string writeProblem(std::string_view what, int error);

} // namespace app
