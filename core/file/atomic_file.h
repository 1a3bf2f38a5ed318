// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is written whole or not at all.
#pragma once

#include "core/file/file_error.h"
#include "core/file/unique_fd.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace core {

/// Until commit() the file of that name is what it was before; then it is replaced, readable and writable by its owner
/// only (mode 0600, whatever the umask). What was not committed is gone with the object. The first failure is final:
/// what follows fails with it. Any thread, one at a time.
///
/// What is being written has no name where the file system can do so (O_TMPFILE, open(2)): a killed program leaves
/// nothing. Elsewhere it stands beside the file under a name that isTemporaryName() knows.
class AtomicFile
{
public:
    explicit AtomicFile(std::string path) : m_path(std::move(path)) {}
    ~AtomicFile() { discard(); }
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Fails also for what exists and is no ordinary file: replacing a device or a pipe is never what was meant. Of a
    /// symbolic link the file it leads to is written.
    FileResult<void> open();
    FileResult<void> write(std::span<const std::byte> bytes);
    FileResult<void> write(std::string_view bytes) { return write(std::as_bytes(std::span(bytes))); }
    /// The bytes are on the disk (fdatasync(2)) before the name is theirs. Should the folder not reach the disk then
    /// (fsync(2)), the error says that the file is in its place all the same (FileError::isInPlace).
    FileResult<void> commit();
    /// The same; the file stays open at its end, for appending.
    FileResult<UniqueFd> commitAndKeep();
    void discard() noexcept;

    /// As long as the file is open; -1 else.
    int descriptor() const noexcept { return m_fd.get(); }

private:
    FileResult<void> fail(FileError error);
    FileResult<void> findTarget();
    FileResult<void> makeTemporary();
    FileResult<void> check();
    FileResult<void> prepare();
    FileResult<void> giveName();
    FileResult<void> replaceTarget();

    std::string m_path;
    std::string m_target;        // m_path without symbolic links
    std::string m_folder;        // of m_target
    std::string m_temporaryName; // full path; empty: it has none
    UniqueFd m_fd;
    FileError m_error; // why nothing more can be written
    bool m_failed = false;
};

/// Writes all of it, also where write(2) takes only a part at a time.
FileResult<void> writeAll(int fd, std::span<const std::byte> bytes);

/// The name of a file that a killed AtomicFile may have left: ".socket-playground-XXXXXXXX.part". No path.
bool isTemporaryName(std::string_view name);

} // namespace core
