// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that come in pieces, as a file.
#pragma once

#include "core/file/file_control.h"
#include "core/file/file_error.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace core {

/// The next bytes, valid until the next call; none at the end.
using NextBytes = std::function<std::span<const std::byte>()>;

/// Writes the whole file or leaves the one that was there (core/file/atomic_file.h), and returns how many bytes are in
/// it. `size` is how many will come: progress counts them. At most about a quarter of a MiB is in memory at once. Call
/// it on a thread of its own.
FileResult<std::uint64_t> saveBytes(const std::string& path, std::uint64_t size, const NextBytes& next,
                                    const FileControl& control = {});

} // namespace core
