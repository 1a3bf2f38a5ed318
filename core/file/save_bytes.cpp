// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/file/save_bytes.h"

#include "core/file/atomic_file.h"

#include <vector>

namespace core {

namespace {

constexpr std::size_t kBytesPiece = std::size_t{256} << 10; // bytes written at once

} // namespace

FileResult<std::uint64_t> saveBytes(const std::string& path, std::uint64_t size, const NextBytes& next,
                                    const FileControl& control)
{
    AtomicFile file(path);
    if (const auto opened = file.open(); !opened)
        return tl::unexpected(opened.error());
    ProgressSteps steps(control, size);
    std::vector<std::byte> piece;
    std::uint64_t written = 0;
    for (bool more = true; more;) {
        if (control.isCancelled())
            return tl::unexpected(cancelledFile());
        const std::span<const std::byte> bytes = next();
        more = !bytes.empty();
        piece.insert(piece.end(), bytes.begin(), bytes.end());
        if (more && piece.size() < kBytesPiece)
            continue;
        if (const auto taken = file.write(piece); !taken)
            return tl::unexpected(taken.error());
        written += piece.size();
        piece.clear();
        steps.reached(written);
    }
    if (const auto committed = file.commit(); !committed)
        return tl::unexpected(committed.error());
    return written;
}

} // namespace core
