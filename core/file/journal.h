// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a recording on the disk while it grows, so that a crash loses at most its last second.
#pragma once

#include "core/event/recording_snapshot.h"
#include "core/file/file_error.h"
#include "core/file/recording_facts.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace core {

/// A JournalWriter (core/file/journal_writer.h) on a thread of its own. Belongs to one thread, which offers a snapshot
/// about once a second.
class Journal
{
public:
    /// `failed` is called once, on the thread of the journal, when something cannot be written; then the journal has
    /// ended and nothing more is written. Where no thread can be started, it is called at once.
    Journal(std::string folder, std::function<void(const FileError& error)> failed);
    /// The orderly end, unless keep() was called: gives up what is being written, within some milliseconds but for one
    /// call of the system that has begun, and removes the file.
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Writes what is new in it. One that still waits is replaced. Returns at once.
    void offer(RecordingSnapshot events, RecordingFacts facts);
    /// The other end: waits until what was offered last is on the disk and leaves the file, which findJournals() finds
    /// then. Fails when something could not be written, now or before. Afterwards nothing may be offered.
    FileResult<void> keep();

private:
    struct Offer
    {
        RecordingSnapshot events;
        RecordingFacts facts;
    };

    enum class End { None, Remove, Keep };

    void run();
    std::optional<Offer> nextOffer(); // none: it is the end
    void end(End end);

    const std::string m_folder;
    const std::function<void(const FileError& error)> m_failed;
    std::mutex m_mutex; // guards the two below
    std::optional<Offer> m_offer;
    End m_end = End::None;
    std::condition_variable m_changed;
    std::atomic<bool> m_cancel{false};
    FileResult<void> m_written; // of the thread, until it has ended
    std::thread m_thread;       // last: it uses the others
};

} // namespace core
