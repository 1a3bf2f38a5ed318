// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/journal_writer.h"

#include "core/file/atomic_file.h"
#include "core/file/journal_name.h"
#include "core/file/recording_format.h"
#include "core/text/translatable.h"

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <span>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace core {

namespace {

constexpr std::size_t kJournalPiece = std::size_t{1} << 18;   // bytes written at a time
constexpr std::uint64_t kMarkEvery = std::uint64_t{1} << 18;  // bytes
constexpr std::uint64_t kNotWorthIt = std::uint64_t{1} << 20; // bytes that may be out of date
constexpr const char* kNoFolderMade = CORE_TR("The folder of the journal cannot be made.");
constexpr const char* kNotLocked = CORE_TR("The journal cannot be locked.");
constexpr const char* kNotWritten = CORE_TR("The journal cannot be written.");

// A name that is free: a process may have several journals, and one with the same number may have crashed before.
std::string newPath(const std::string& folder)
{
    static std::atomic<unsigned> journals{0};
    std::string path;
    do {
        path = folder + '/' + journalName(::getpid(), ++journals);
    } while (::access(path.c_str(), F_OK) == 0);
    return path;
}

FileResult<void> makeFolder(const std::string& folder)
{
    std::error_code ignored; // what is wrong with them, mkdir(2) tells
    std::filesystem::create_directories(std::filesystem::path(folder).parent_path(), ignored);
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        return tl::unexpected(systemFileError(kNoFolderMade, "mkdir"));
    return {};
}

} // namespace

JournalWriter::JournalWriter(std::string folder) : m_folder(std::move(folder)), m_path(newPath(m_folder)) {}

FileResult<void> JournalWriter::write(const RecordingSnapshot& events, const RecordingFacts& facts,
                                      const FileControl& control)
{
    if (!m_fd && events.empty())
        return {};
    return isToBeWrittenAnew(events) ? writeAnew(events, facts, control) : append(events, facts, control);
}

// Also when events are missing between what is in the file and what is recorded, and when nothing of the file is
// recorded any more: what the user has cleared is not to stay on the disk.
bool JournalWriter::isToBeWrittenAnew(const RecordingSnapshot& events)
{
    if (!m_fd || events.firstNumber() > m_nextNumber)
        return true;
    if (events.firstNumber() == m_nextNumber)
        return !m_marks.empty();
    if (m_marks.empty())
        return false;
    while (m_marks.size() > 1 && m_marks[1].number <= events.firstNumber())
        m_marks.pop_front();
    const std::uint64_t outOfDate = m_marks.front().offset;
    return outOfDate > kNotWorthIt && outOfDate > m_bytes / 2;
}

FileResult<void> JournalWriter::writeAnew(const RecordingSnapshot& events, const RecordingFacts& facts,
                                          const FileControl& control)
{
    if (auto made = makeFolder(m_folder); !made)
        return made;
    AtomicFile file(m_path);
    if (auto opened = file.open(); !opened)
        return opened;
    // Before it has its name: nobody can find it unlocked.
    if (lockJournal(file.descriptor()) != JournalLock::Taken)
        return tl::unexpected(systemFileError(kNotLocked, "flock"));
    m_marks.clear();
    m_bytes = 0;
    TextBuffer out;
    RecordingFormat(RecordingHeader{facts, events.firstNumber(), std::nullopt, events.letGo(), events.originNs()})
        .begin(out);
    m_namedThreads = facts.threads.size();
    m_nextNumber = events.firstNumber();
    auto written = writeEvents(events, out, control, [&file](std::string_view bytes) { return file.write(bytes); });
    if (!written)
        return written;
    auto kept = file.commitAndKeep();
    if (!kept) {
        if (kept.error().isInPlace)
            ::unlink(m_path.c_str()); // nobody holds its lock: as if it had not been written
        return tl::unexpected(kept.error());
    }
    m_fd = std::move(*kept);
    return {};
}

FileResult<void> JournalWriter::append(const RecordingSnapshot& events, const RecordingFacts& facts,
                                       const FileControl& control)
{
    if (m_nextNumber == events.firstNumber() + events.size())
        return {};
    TextBuffer out;
    for (; m_namedThreads < facts.threads.size(); ++m_namedThreads) {
        if (!facts.threads[m_namedThreads].empty())
            RecordingFormat::addThread(m_namedThreads, facts.threads[m_namedThreads], out);
    }
    auto written = writeEvents(events, out, control, [this](std::string_view bytes) {
        return writeAll(m_fd.get(), std::as_bytes(std::span(bytes)));
    });
    if (!written)
        return written;
    if (::fdatasync(m_fd.get()) != 0)
        return tl::unexpected(systemFileError(kNotWritten, "fdatasync"));
    return {};
}

template <class Write>
FileResult<void> JournalWriter::writeEvents(const RecordingSnapshot& events, TextBuffer& out,
                                            const FileControl& control, Write write)
{
    RecordingFormat format{RecordingHeader{}};
    const std::uint64_t end = events.firstNumber() + events.size();
    for (std::uint64_t next = m_nextNumber; next < end; ++next) {
        if (control.isCancelled())
            return tl::unexpected(cancelledFile());
        if (const std::uint64_t offset = m_bytes + out.size();
            m_marks.empty() || offset - m_marks.back().offset >= kMarkEvery)
            m_marks.push_back({next, offset});
        format.add(next, *events.find(next), out);
        if (out.size() < kJournalPiece && next + 1 < end)
            continue;
        if (auto written = write({out.data(), out.size()}); !written)
            return written;
        m_bytes += out.size();
        out.clear();
        m_nextNumber = next + 1;
    }
    if (out.size() == 0)
        return {};
    m_bytes += out.size();
    return write({out.data(), out.size()});
}

void JournalWriter::remove()
{
    if (m_fd)
        ::unlink(m_path.c_str());
    m_fd.reset();
    m_marks.clear();
}

} // namespace core
