// SPDX-License-Identifier: GPL-3.0-or-later
// The number of a file, by which it is known under each of its names.
#pragma once

#include <optional>
#include <string>
#include <sys/types.h>

namespace core {

/// A plain value.
struct FileId
{
    dev_t device = 0;
    ino_t number = 0;

    friend bool operator==(const FileId& a, const FileId& b) = default;
};

/// stat(2), which follows symbolic links as connect(2) does; nothing when it fails. Not part of core::Sys and not
/// recorded: the program looks for itself, to tell connections apart, and nothing happens to a socket. Any thread.
std::optional<FileId> fileIdOf(const std::string& path);

} // namespace core
