// SPDX-License-Identifier: GPL-3.0-or-later
// Why a file could not be written or read, in the language of the user.
#pragma once

#include "core/file/file_error.h"

#include <QString>

namespace widgets {

/// "Line 3, column 17: The key "seq" is missing.", "It cannot be written. The call write failed with ENOSPC (No space
/// left on device)." Plain text; what was foreign in it is escaped.
QString fileErrorSentence(const core::FileError& error);

} // namespace widgets
