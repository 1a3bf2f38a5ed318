// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/atomic_file.h"

#include "core/text/translatable.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/random.h>
#include <sys/stat.h>

namespace core {

namespace {

constexpr mode_t kMode = S_IRUSR | S_IWUSR;
constexpr std::string_view kPartPrefix = ".socket-playground-";
constexpr std::string_view kPartSuffix = ".part";
constexpr std::size_t kRandomDigits = 8;
constexpr int kAttempts = 100; // to find a name that is free

constexpr const char* kCannotBeMade = CORE_TR("A file cannot be made in its folder.");
constexpr const char* kCannotBeWritten = CORE_TR("It cannot be written.");
constexpr const char* kCannotBeReplaced = CORE_TR("It cannot be replaced.");
constexpr const char* kMayNotLast = CORE_TR("It is in its place, but a power failure may still undo that.");

std::string temporaryName()
{
    std::uint32_t number = 0;
    if (::getrandom(&number, sizeof(number), GRND_NONBLOCK) != static_cast<ssize_t>(sizeof(number)))
        number = static_cast<std::uint32_t>(::getpid()); // the next attempt differs, or fails in words
    return fmt::format("{}{:08x}{}", kPartPrefix, number, kPartSuffix);
}

FileError inPlace(const char* call)
{
    FileError error = systemFileError(kMayNotLast, call);
    error.isInPlace = true;
    return error;
}

// Opens the folder for fsync(2), which makes a rename in it last.
FileResult<void> syncFolder(const std::string& folder)
{
    const UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd)
        return errno == EACCES ? FileResult<void>{} // may be written, not read: the rename lasts when the system says
                               : tl::unexpected(inPlace("open"));
    if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != EROFS) // EINVAL: the file system knows no such thing
        return tl::unexpected(inPlace("fsync"));
    return {};
}

} // namespace

bool isTemporaryName(std::string_view name)
{
    return name.size() == kPartPrefix.size() + kRandomDigits + kPartSuffix.size() && name.starts_with(kPartPrefix) &&
           name.ends_with(kPartSuffix);
}

FileResult<void> writeAll(int fd, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written == 0) // no manual page allows it; without an end it would go round for ever
            errno = EIO;
        if (written <= 0)
            return tl::unexpected(systemFileError(kCannotBeWritten, "write"));
        bytes = bytes.subspan(static_cast<std::size_t>(written)); // a short write: the next one says why
    }
    return {};
}

FileResult<void> AtomicFile::fail(FileError error)
{
    discard();
    m_failed = true;
    m_error = std::move(error);
    return tl::unexpected(m_error);
}

FileResult<void> AtomicFile::open()
{
    if (const auto found = findTarget(); !found)
        return fail(found.error());
    if (const auto made = makeTemporary(); !made)
        return fail(made.error());
    if (::fchmod(m_fd.get(), kMode) != 0) // the umask may have taken something
        return fail(systemFileError(kCannotBeMade, "fchmod"));
    return {};
}

FileResult<void> AtomicFile::findTarget()
{
    if (m_path.empty())
        return tl::unexpected(fileError(CORE_TR("It has no name.")));
    struct stat info = {};
    const bool exists = ::stat(m_path.c_str(), &info) == 0;
    if (!exists && errno != ENOENT)
        return tl::unexpected(systemFileError(kCannotBeWritten, "stat"));
    if (exists && S_ISDIR(info.st_mode))
        return tl::unexpected(fileError(CORE_TR("It is a folder.")));
    if (exists && !S_ISREG(info.st_mode))
        return tl::unexpected(fileError(CORE_TR("It is no ordinary file.")));
    m_target = m_path;
    if (exists) {
        const std::unique_ptr<char, decltype(&std::free)> real(::realpath(m_path.c_str(), nullptr), &std::free);
        if (!real)
            return tl::unexpected(systemFileError(kCannotBeWritten, "realpath"));
        m_target = real.get();
    } else if (::lstat(m_path.c_str(), &info) == 0) {
        return tl::unexpected(fileError(CORE_TR("It is a link that leads nowhere.")));
    }
    const auto slash = m_target.rfind('/');
    if (slash + 1 == m_target.size())
        return tl::unexpected(fileError(CORE_TR("It is a folder.")));
    m_folder = slash == std::string::npos ? "." : m_target.substr(0, slash + 1);
    return {};
}

FileResult<void> AtomicFile::makeTemporary()
{
    m_fd = UniqueFd(::open(m_folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kMode));
    // What a file system or a kernel without O_TMPFILE says, open(2).
    if (!m_fd && errno != EOPNOTSUPP && errno != EISDIR)
        return tl::unexpected(systemFileError(kCannotBeMade, "open"));
    for (int attempt = 0; !m_fd && attempt < kAttempts; ++attempt) {
        const std::string name = m_folder + '/' + temporaryName();
        m_fd = UniqueFd(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode));
        if (m_fd)
            m_temporaryName = name;
        else if (errno != EEXIST)
            break;
    }
    if (!m_fd)
        return tl::unexpected(systemFileError(kCannotBeMade, "open"));
    return {};
}

FileResult<void> AtomicFile::check()
{
    if (!m_failed && !m_fd)
        return fail(fileError(CORE_TR("It is not open.")));
    return m_failed ? FileResult<void>(tl::unexpected(m_error)) : FileResult<void>();
}

FileResult<void> AtomicFile::write(std::span<const std::byte> bytes)
{
    if (auto usable = check(); !usable)
        return usable;
    if (const auto written = writeAll(m_fd.get(), bytes); !written)
        return fail(written.error());
    return {};
}

FileResult<void> AtomicFile::giveName()
{
    const std::string source = fmt::format("/proc/self/fd/{}", m_fd.get()); // the way of open(2), without privileges
    for (int attempt = 0; m_temporaryName.empty(); ++attempt) {
        const std::string name = m_folder + '/' + temporaryName();
        if (::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
            m_temporaryName = name;
        else if (errno != EEXIST || attempt >= kAttempts)
            return tl::unexpected(systemFileError(kCannotBeReplaced, "linkat"));
    }
    return {};
}

FileResult<void> AtomicFile::prepare()
{
    if (auto usable = check(); !usable)
        return usable;
    if (::fdatasync(m_fd.get()) != 0)
        return fail(systemFileError(kCannotBeWritten, "fdatasync"));
    if (const auto named = giveName(); !named)
        return fail(named.error());
    return {};
}

FileResult<void> AtomicFile::replaceTarget()
{
    if (::rename(m_temporaryName.c_str(), m_target.c_str()) != 0)
        return fail(systemFileError(kCannotBeReplaced, "rename"));
    m_temporaryName.clear();
    if (const auto synced = syncFolder(m_folder); !synced)
        return fail(synced.error());
    return {};
}

FileResult<void> AtomicFile::commit()
{
    if (auto prepared = prepare(); !prepared)
        return prepared;
    if (::close(m_fd.release()) != 0 && errno != EINTR) // where a network file system tells what it could not write
        return fail(systemFileError(kCannotBeWritten, "close"));
    return replaceTarget();
}

FileResult<UniqueFd> AtomicFile::commitAndKeep()
{
    if (const auto prepared = prepare(); !prepared)
        return tl::unexpected(prepared.error());
    if (const auto replaced = replaceTarget(); !replaced)
        return tl::unexpected(replaced.error());
    return std::move(m_fd);
}

void AtomicFile::discard() noexcept
{
    if (!m_temporaryName.empty())
        ::unlink(m_temporaryName.c_str());
    m_temporaryName.clear();
    m_fd.reset();
}

} // namespace core
