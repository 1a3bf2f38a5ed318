// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/file_stamp.h"

#include <sys/stat.h>

namespace core {

std::optional<FileStamp> fileStampOf(const std::string& path)
{
    struct stat file = {};
    if (::stat(path.c_str(), &file) != 0)
        return std::nullopt;
    constexpr std::int64_t kSecond = 1'000'000'000;
    return FileStamp{file.st_dev, file.st_ino, file.st_size, file.st_mtim.tv_sec * kSecond + file.st_mtim.tv_nsec};
}

} // namespace core
