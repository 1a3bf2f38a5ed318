// SPDX-License-Identifier: GPL-3.0-or-later
// Names and locks of journals. Internal to core/file.
#pragma once

#include "core/file/unique_fd.h"

#include <optional>
#include <string>
#include <string_view>

namespace core {

/// "journal-4711-2.jsonl": the second one of the process 4711.
std::string journalName(int pid, unsigned number);
/// The process in the name of a journal; none when it is no such name.
std::optional<int> journalPid(std::string_view name);

enum class JournalLock { Taken, Held, Failed };
/// Locks the open file (flock(2)) without waiting, until its last descriptor is closed. Held: somebody else has it.
/// Failed: errno tells why.
JournalLock lockJournal(int fd);

} // namespace core
