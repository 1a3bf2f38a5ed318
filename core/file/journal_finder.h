// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what earlier runs of the program could not save.
#pragma once

#include "core/file/file_error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace core {

/// A journal whose program has ended without removing it. A plain value. Read it with readRecording().
struct LeftJournal
{
    std::string path;
    int pid = 0;                ///< Of the program that wrote it.
    std::int64_t writtenNs = 0; ///< CLOCK_REALTIME of the last write.
    std::uint64_t bytes = 0;
};

/// Those in `folder` that no running program holds, the newest first. A folder that does not exist has none. Any
/// thread.
FileResult<std::vector<LeftJournal>> findJournals(const std::string& folder);
/// Removes it unless a running program holds it.
FileResult<void> removeJournal(const std::string& path);

} // namespace core
