// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a journal: a recording that is appended to.
#pragma once

#include "core/event/recording_snapshot.h"
#include "core/file/file_control.h"
#include "core/file/file_error.h"
#include "core/file/recording_facts.h"
#include "core/file/unique_fd.h"
#include "core/text/text_buffer.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace core {

/// One file "journal-PID-N.jsonl" (mode 0600) in a folder of its own (mode 0700, made when it is missing), locked with
/// flock(2) as long as the writer lives; that is how findJournals() tells it from what a crash left. It is a recording
/// (docs/recording-format.md) without the count of events. The snapshots are those of one recording, in their order.
/// When less than half of it is still recorded, it is written anew, atomically. One thread.
class JournalWriter
{
public:
    explicit JournalWriter(std::string folder);
    /// Without remove() the file stays, unlocked, as after a crash.
    ~JournalWriter() = default;
    JournalWriter(const JournalWriter&) = delete;
    JournalWriter& operator=(const JournalWriter&) = delete;

    /// Appends what is new in `events` since the last call, and waits until it is on the disk (fdatasync(2)). After a
    /// failure, and when it was cancelled, the file is what it was, perhaps with some of what is new and a torn last
    /// line; do not call it again. Tells no progress.
    FileResult<void> write(const RecordingSnapshot& events, const RecordingFacts& facts,
                           const FileControl& control = {});
    /// Removes the file, if there is one.
    void remove();

    const std::string& path() const noexcept { return m_path; } ///< The file is there once events were written.
    std::uint64_t bytes() const noexcept { return m_bytes; }    ///< Of the file.

private:
    // From which byte on the events from this number on stand.
    struct Mark
    {
        std::uint64_t number;
        std::uint64_t offset;
    };

    bool isToBeWrittenAnew(const RecordingSnapshot& events);
    FileResult<void> writeAnew(const RecordingSnapshot& events, const RecordingFacts& facts,
                               const FileControl& control);
    FileResult<void> append(const RecordingSnapshot& events, const RecordingFacts& facts, const FileControl& control);
    /// The events that are not in the file yet, after what `out` holds already.
    template <class Write>
    FileResult<void> writeEvents(const RecordingSnapshot& events, TextBuffer& out, const FileControl& control,
                                 Write write);

    const std::string m_folder;
    const std::string m_path;
    UniqueFd m_fd; // holds the lock
    std::uint64_t m_bytes = 0;
    std::uint64_t m_nextNumber = 0; // of the first event that is not in the file
    std::size_t m_namedThreads = 0; // that the file names
    std::deque<Mark> m_marks;       // ascending; none that is older than what is recorded, but for one
};

} // namespace core
