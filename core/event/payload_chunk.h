// SPDX-License-Identifier: GPL-3.0-or-later
// A block of memory that holds the payload bytes of many events of one track, one after another.
#pragma once

#include <cstddef>
#include <memory>

namespace core {

/// Filled by the track that opened it, read by whoever holds events that point into it. Shared ownership: it lives as
/// long as one event that points into it is kept. Bytes once written are never changed.
struct PayloadChunk
{
    explicit PayloadChunk(std::size_t bytes) : data(new std::byte[bytes]), size(bytes) {}

    std::unique_ptr<std::byte[]> data; // not initialised: touched only as far as it is filled
    std::size_t size;                  // bytes

    bool contains(const std::byte* p) const noexcept { return p >= data.get() && p < data.get() + size; }
};

} // namespace core
