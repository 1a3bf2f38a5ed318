// SPDX-License-Identifier: GPL-3.0-or-later
// A block of memory that holds the payload bytes of many events of one track, one after another.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace core {

/// Filled by the track that opened it, read by whoever holds events that point into it; the recording keeps it as long
/// as one of them is kept or may still come. Bytes once written are never changed.
struct PayloadChunk
{
    /// What most chunks have: the processor's cache shall hold several. Some have another size.
    static constexpr std::size_t kBytes = std::size_t{128} << 10;
    static constexpr std::size_t kLargeBytes = std::size_t{1} << 20; ///< For a stream of large pieces.
    static constexpr std::size_t kMostSpare = 16;                    ///< Pieces of memory of either size that are kept.

    /// Memory of these two sizes that was in use before is taken again: what is warm is faster than what the kernel
    /// must clear first. Making and destroying: any thread.
    explicit PayloadChunk(std::size_t bytes);
    ~PayloadChunk();
    PayloadChunk(const PayloadChunk&) = delete;
    PayloadChunk& operator=(const PayloadChunk&) = delete;

    std::unique_ptr<std::byte[]> data; // not initialised: touched only as far as it is filled
    std::size_t size;                  // bytes
    std::uint64_t events = 0;          // that point into it; written by the track, valid for others once it is full
    std::atomic<bool> full{false};     // the track has gone on to its next chunk
};

} // namespace core
