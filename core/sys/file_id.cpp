// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sys/file_id.h"

#include <sys/stat.h>

namespace core {

std::optional<FileId> fileIdOf(const std::string& path)
{
    struct stat file = {};
    if (::stat(path.c_str(), &file) != 0)
        return std::nullopt;
    return FileId{file.st_dev, file.st_ino};
}

} // namespace core
