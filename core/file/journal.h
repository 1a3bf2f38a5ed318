// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a recording on the disk while it grows, so that a crash loses at most its last second.
#pragma once

#include "core/event/recording_snapshot.h"
#include "core/file/file_error.h"
#include "core/file/recording_facts.h"

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
    /// ended and nothing more is written.
    Journal(std::string folder, std::function<void(const FileError& error)> failed);
    /// The orderly end: waits for what is being written and removes the file.
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Writes what is new in it. One that still waits is replaced. Returns at once.
    void offer(RecordingSnapshot events, RecordingFacts facts);

private:
    struct Offer
    {
        RecordingSnapshot events;
        RecordingFacts facts;
    };

    void run();

    const std::string m_folder;
    const std::function<void(const FileError& error)> m_failed;
    std::mutex m_mutex; // guards the two below
    std::optional<Offer> m_offer;
    bool m_ending = false;
    std::condition_variable m_changed;
    std::thread m_thread; // last: it uses the others
};

} // namespace core
