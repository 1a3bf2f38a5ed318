// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/journal_name.h"

#include <cerrno>
#include <charconv>
#include <fmt/format.h>
#include <sys/file.h>

namespace core {

namespace {

constexpr std::string_view kJournalPrefix = "journal-";
constexpr std::string_view kJournalSuffix = ".jsonl";

// Takes a number in its shortest form off the front.
std::optional<int> takeNumber(std::string_view& text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value <= 0 || text.front() == '0')
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

} // namespace

std::string journalName(int pid, unsigned number)
{
    return fmt::format("{}{}-{}{}", kJournalPrefix, pid, number, kJournalSuffix);
}

std::optional<int> journalPid(std::string_view name)
{
    if (!name.starts_with(kJournalPrefix))
        return std::nullopt;
    name.remove_prefix(kJournalPrefix.size());
    const auto pid = takeNumber(name);
    if (!pid || !name.starts_with('-'))
        return std::nullopt;
    name.remove_prefix(1);
    return takeNumber(name) && name == kJournalSuffix ? pid : std::nullopt;
}

JournalLock lockJournal(int fd)
{
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR)
            return errno == EWOULDBLOCK ? JournalLock::Held : JournalLock::Failed;
    }
    return JournalLock::Taken;
}

} // namespace core
