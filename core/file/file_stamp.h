// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a file is still the one that it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>

namespace core {

/// Changes when the file is replaced or written to. A plain value.
struct FileStamp
{
    dev_t device = 0;
    ino_t number = 0;
    off_t size = 0;
    std::int64_t changedNs = 0; ///< Its content, by the wall clock.

    friend bool operator==(const FileStamp& a, const FileStamp& b) = default;
};

/// stat(2), which follows symbolic links; nothing when it fails, as for a file that is not there. Any thread.
std::optional<FileStamp> fileStampOf(const std::string& path);

} // namespace core
