// SPDX-License-Identifier: GPL-3.0-or-later
// Files, and what went wrong with them, in words.
#pragma once

#include "core/file/file_error.h"

#include <QString>

namespace app {

/// "Line 3, column 17: The key "seq" is missing.", "It cannot be read: open failed with ENOENT (…)." Translated.
QString fileErrorSentence(const core::FileError& error);
/// A path as it is shown: characters that cannot be seen are escaped.
QString shownPath(const QString& path);
/// The name of the file alone, shown likewise.
QString shownFileName(const QString& path);
/// The bytes that the system calls take.
std::string nativePath(const QString& path);

} // namespace app
