// SPDX-License-Identifier: GPL-3.0-or-later
// Paths of files, as they are shown and as the system calls take them.
#pragma once

#include <QString>
#include <string>

namespace widgets {

/// A path as it is shown: characters that cannot be seen are escaped.
QString shownPath(const QString& path);
/// The name of the file alone, shown likewise.
QString shownFileName(const QString& path);
/// The bytes that the system calls take.
std::string nativePath(const QString& path);

} // namespace widgets
