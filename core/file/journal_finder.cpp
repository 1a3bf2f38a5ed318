// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/journal_finder.h"

#include "core/file/journal_name.h"
#include "core/text/translatable.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <sys/stat.h>

namespace core {

namespace {

constexpr const char* kNoFolderRead = CORE_TR("The folder of the journals cannot be read.");
constexpr const char* kNotRemoved = CORE_TR("The journal cannot be removed.");

struct CloseFolder
{
    void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

UniqueFd openJournal(const std::string& path)
{
    return UniqueFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
}

// None for what is no journal, is held by a running program, or has gone meanwhile.
std::optional<LeftJournal> leftJournal(const std::string& folder, const char* name)
{
    const auto pid = journalPid(name);
    if (!pid)
        return std::nullopt;
    LeftJournal journal{folder + '/' + name, *pid, 0, 0};
    const UniqueFd fd = openJournal(journal.path);
    struct stat info = {};
    if (!fd || ::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode) || lockJournal(fd.get()) != JournalLock::Taken)
        return std::nullopt;
    journal.writtenNs = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
    journal.bytes = static_cast<std::uint64_t>(info.st_size);
    return journal;
}

} // namespace

FileResult<std::vector<LeftJournal>> findJournals(const std::string& folder)
{
    std::vector<LeftJournal> journals;
    const std::unique_ptr<DIR, CloseFolder> entries(::opendir(folder.c_str()));
    if (!entries && errno == ENOENT)
        return journals;
    if (!entries)
        return tl::unexpected(systemFileError(kNoFolderRead, "opendir"));
    errno = 0;
    while (const dirent* entry = ::readdir(entries.get())) {
        if (auto journal = leftJournal(folder, entry->d_name))
            journals.push_back(std::move(*journal));
        errno = 0; // only that of readdir(3) counts
    }
    if (errno != 0)
        return tl::unexpected(systemFileError(kNoFolderRead, "readdir"));
    std::sort(journals.begin(), journals.end(),
              [](const LeftJournal& a, const LeftJournal& b) { return a.writtenNs > b.writtenNs; });
    return journals;
}

FileResult<void> removeJournal(const std::string& path)
{
    const UniqueFd fd = openJournal(path);
    if (!fd)
        return tl::unexpected(systemFileError(kNotRemoved, "open"));
    if (lockJournal(fd.get()) != JournalLock::Taken)
        return tl::unexpected(systemFileError(kNotRemoved, "flock"));
    if (::unlink(path.c_str()) != 0)
        return tl::unexpected(systemFileError(kNotRemoved, "unlink"));
    return {};
}

} // namespace core
