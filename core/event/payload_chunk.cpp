// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/payload_chunk.h"

#include <mutex>
#include <utility>
#include <vector>

namespace core {

namespace {

using Memory = std::unique_ptr<std::byte[]>;

// Of chunks that are no longer used, newest last: the newest is taken first.
struct Spare
{
    std::mutex mutex;
    std::vector<Memory> memory; // guarded by mutex
};

// Never destroyed: chunks may live until the very end of the program.
Spare& spare()
{
    static auto* const of = new Spare;
    return *of;
}

Memory memoryOf(std::size_t bytes)
{
    if (bytes == PayloadChunk::kBytes) {
        const std::lock_guard lock(spare().mutex);
        if (!spare().memory.empty()) {
            Memory taken = std::move(spare().memory.back());
            spare().memory.pop_back();
            return taken;
        }
    }
    return Memory(new std::byte[bytes]);
}

} // namespace

PayloadChunk::PayloadChunk(std::size_t bytes) : data(memoryOf(bytes)), size(bytes) {}

PayloadChunk::~PayloadChunk()
{
    if (size != kBytes)
        return;
    const std::lock_guard lock(spare().mutex);
    if (spare().memory.size() < kMostSpare)
        spare().memory.push_back(std::move(data));
}

} // namespace core
