// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a recording from a file.
#include "core/file/recording_reader.h"
#include "core/file/unique_fd.h"
#include "core/text/translatable.h"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <vector>

namespace core {

namespace {

constexpr std::size_t kReadPiece = std::size_t{1} << 18; // bytes read at a time: some milliseconds of work
constexpr const char* kCannotBeRead = CORE_TR("It cannot be read.");

FileResult<UniqueFd> openFile(const std::string& path, std::uint64_t& size)
{
    // Without waiting: a pipe that nobody writes to would stop us for ever.
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat info = {};
    if (!fd)
        return tl::unexpected(systemFileError(kCannotBeRead, "open"));
    if (::fstat(fd.get(), &info) != 0)
        return tl::unexpected(systemFileError(kCannotBeRead, "fstat"));
    if (!S_ISREG(info.st_mode)) {
        FileError error;
        error.reason = S_ISDIR(info.st_mode) ? CORE_TR("It is a folder.") : CORE_TR("It is no ordinary file.");
        return tl::unexpected(error);
    }
    size = static_cast<std::uint64_t>(info.st_size);
    return fd;
}

} // namespace

FileResult<ReadOutcome> readRecording(const ReadRequest& request, const FileControl& control)
{
    std::uint64_t size = 0;
    const auto fd = openFile(request.path, size);
    if (!fd)
        return tl::unexpected(fd.error());
    RecordingReader reader(request);
    ProgressSteps steps(control, size);
    std::vector<char> piece(kReadPiece);
    std::uint64_t done = 0;
    while (true) {
        if (control.isCancelled())
            return tl::unexpected(cancelledFile());
        const ssize_t got = ::read(fd->get(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return tl::unexpected(systemFileError(kCannotBeRead, "read"));
        if (got == 0)
            return reader.finish();
        if (const auto fed = reader.feed({piece.data(), static_cast<std::size_t>(got)}); !fed)
            return tl::unexpected(fed.error());
        done += static_cast<std::uint64_t>(got);
        steps.reached(done);
    }
}

} // namespace core
